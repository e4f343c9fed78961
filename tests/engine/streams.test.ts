import { finished } from 'node:stream/promises';
import { openEngine } from '../../clickhouse/embedded/engine';
import { streamRead } from '../../clickhouse/embedded/stream-read';
import { DEFAULT_LIMITS } from '../../clickhouse/limits';
import { removeDirectory, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
const EXPORTERS = 2;
const STALL_MS = 60_000;
const ENDLESS_ROWS = 'SELECT number, toString(number) AS text FROM numbers(1000000000000)';
const ENDLESS_WORK = 'SELECT sum(sipHash64(number)) AS n FROM numbers(1000000000000000)';
let engine: Awaited<ReturnType<typeof openEngine>>;

beforeAll(async () => {
  const limits = { ...DEFAULT_LIMITS, exporters: EXPORTERS, maxWaitingExports: 1, maxExportRows: 2_000_000 };
  engine = await openEngine({ dataDir, database: 'headcount', limits });
});
afterAll(async () => {
  await engine.close();
  removeDirectory(dataDir);
});

const open = (sql: string, signal?: AbortSignal): ReturnType<typeof streamRead> =>
  streamRead(engine, sql, { stallMs: STALL_MS, signal });

async function textOf(sql: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await open(sql)) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** How many statements of exporters the engine runs. */
async function running(): Promise<number> {
  const found = await engine.control.run((native) =>
    native.queryAsync(
      `SELECT toUInt8(count()) AS n FROM system.processes WHERE Settings['log_comment'] LIKE 'exporter-%'`,
      { format: 'JSONEachRow' },
    ),
  );
  return (JSON.parse(Buffer.from(found.bytes()).toString()) as { n: number }).n;
}

async function untilRunning(count: number): Promise<void> {
  while ((await running()) !== count);
}

test('every row comes once and in order, whatever the pieces cut through', async () => {
  const lines = (await textOf(`SELECT number AS n, repeat('é', 50) AS t FROM numbers(100000)`))
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(100_000);
  const rows = lines.map((line) => JSON.parse(line) as { n: string; t: string });
  expect(rows.every(({ n, t }, index) => Number(n) === index && t === 'é'.repeat(50))).toBe(true);
});

test('no rows are an empty answer', async () => {
  expect(await textOf('SELECT 1 AS n WHERE 0')).toBe('');
});

test('the engine waits for its reader: what nobody takes is not computed', async () => {
  const stream = await open(ENDLESS_ROWS);
  stream.read(0);
  await untilRunning(1);
  for (let round = 0; round < 50; round++) expect(await running()).toBe(1);
  expect(stream.readableLength).toBeLessThanOrEqual(2 * 64 * 1024);
  stream.destroy();
  await untilRunning(0);
});

test('who stops reading stops the engine, between rows and in the middle of the work', async () => {
  for (const sql of [ENDLESS_ROWS, ENDLESS_WORK]) {
    const stream = await open(sql);
    stream.read(0);
    await untilRunning(1);
    stream.destroy();
    await untilRunning(0);
  }
});

test('an abort stops the engine, and every exporter can be used again', async () => {
  const controller = new AbortController();
  const endless = await Promise.all(
    Array.from({ length: EXPORTERS }, () => open(ENDLESS_WORK, controller.signal)),
  );
  await untilRunning(EXPORTERS);
  const answers = Promise.allSettled(endless.map((stream) => finished(stream.resume())));
  controller.abort();
  for (const answer of await answers) {
    expect(answer).toMatchObject({ status: 'rejected', reason: { kind: 'cancelled' } });
  }
  for (let round = 0; round < 2 * EXPORTERS; round++) {
    expect(await textOf('SELECT 1 AS n')).toBe('{"n":1}\n');
  }
});

test('who finds no exporter waits; who finds the line full is told so', async () => {
  const busy = await Promise.all(Array.from({ length: EXPORTERS }, () => open(ENDLESS_WORK)));
  const waiting = textOf('SELECT 2 AS n');
  await expect(open('SELECT 3 AS n')).rejects.toMatchObject({ kind: 'busy' });
  for (const stream of busy) stream.destroy();
  expect(await waiting).toBe('{"n":2}\n');
});

test('reads go on while every exporter is taken', async () => {
  const busy = await Promise.all(Array.from({ length: EXPORTERS }, () => open(ENDLESS_WORK)));
  const reader = await engine.readers.take();
  const found = await reader.run((native) => native.queryAsync('SELECT 4 AS n', { format: 'JSONEachRow' }));
  engine.readers.giveBack(reader);
  expect(Buffer.from(found.bytes()).toString()).toBe('{"n":4}\n');
  for (const stream of busy) stream.destroy();
  await untilRunning(0);
});

test('an error in the middle is an error by its number, and nothing of it stands before the next answer', async () => {
  const failing = `SELECT 'private ' || toString(number) AS v, throwIf(number = 500000, 'late') FROM numbers(1000000)`;
  for (let round = 0; round < EXPORTERS; round++) {
    await expect(textOf(failing)).rejects.toMatchObject({ clickhouseCode: 395 });
  }
  for (let round = 0; round < EXPORTERS; round++) {
    expect(await textOf('SELECT 1 AS n')).toBe('{"n":1}\n');
  }
});

test('more rows than an export may have are an error', async () => {
  await expect(textOf('SELECT number FROM numbers(2000001)')).rejects.toMatchObject({ clickhouseCode: 396 });
});

test('a reader that takes nothing for too long is given up', async () => {
  const stream = await streamRead(engine, ENDLESS_ROWS, { stallMs: 10 });
  stream.read(0);
  await untilRunning(1);
  await untilRunning(0);
  await expect(finished(stream.resume())).rejects.toMatchObject({ kind: 'timeout' });
});

test('an exporter reads no file, lifts no limit and changes nothing', async () => {
  const forbidden = [
    `SELECT * FROM file('/etc/hostname', 'LineAsString')`,
    'SELECT 1 SETTINGS max_threads = 9',
  ];
  for (const sql of forbidden) await expect(textOf(sql)).rejects.toMatchObject({ clickhouseCode: 164 });
  await expect(textOf('CREATE TABLE headcount.t (n UInt8) ENGINE = Memory')).rejects.toThrow();
});
