import { createClient } from '@clickhouse/client';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import { projectRoot } from '../../clickhouse/project-root';
import { loadQuestions } from '../../clickhouse/questions';
import { openServer } from '../../clickhouse/server/open-server';
import { DEFAULT_LIMITS } from '../../clickhouse/limits';
import type { Store } from '../../clickhouse/store';
import { startClickHouseFront, type ClickHouseFront } from '../support/clickhouse-front/start';
import { removeDirectory, rows, temporaryDirectory } from './embedded';
import { hostileTexts, ONE_MEGABYTE_TEXT } from './hostile-texts';
import { sampleParams } from './samples';

const root = temporaryDirectory();
let front: ClickHouseFront;
let store: Store;

beforeAll(async () => {
  front = await startClickHouseFront(join(root, 'server'));
  store = await openStore({ database: 'headcount', dataDir: root, server: front });
  await migrate(store);
});
afterAll(async () => {
  await store.close();
  await front.stop();
  removeDirectory(root);
});

const keys = async (): Promise<string[]> => {
  const client = createClient({ url: front.url, username: front.user, password: front.password });
  const found = await rows<{ name: string }>(client, 'SELECT name FROM headcount.service_keys ORDER BY name');
  await client.close();
  return found.map(({ name }) => name);
};
const insertKey = (name: string): Promise<void> =>
  store.insert({ table: 'service_keys', columns: ['name', 'value'], rows: [JSON.stringify([name, 'v'])] });

test('migrations run over HTTP and are not run again', async () => {
  const files = readMigrations(join(projectRoot(), 'clickhouse', 'migrations'));
  expect(await store.query('health/applied-migrations', {})).toHaveLength(files.length);
  expect(await migrate(store)).toEqual([]);
});

test('every question runs over HTTP', async () => {
  for (const [name, sql] of loadQuestions('headcount')) {
    expect({ name, rows: await store.query(name, sampleParams(sql)) }).toMatchObject({ name });
  }
});

test('inserts arrive exactly, hostile texts included', async () => {
  const texts = hostileTexts(1000);
  await store.insert({
    table: 'headcount.service_keys',
    columns: ['name', 'value'],
    rows: texts.map((text, index) => JSON.stringify([`hostile-${String(index).padStart(4, '0')}`, text])),
  });
  const client = createClient({ url: front.url, username: front.user, password: front.password });
  const stored = await rows<{ value: string }>(
    client,
    `SELECT value FROM headcount.service_keys WHERE name LIKE 'hostile-%' ORDER BY name`,
  );
  await client.command({ query: `DELETE FROM headcount.service_keys WHERE name LIKE 'hostile-%'` });
  await client.close();
  expect(stored.map(({ value }) => value)).toEqual(texts);
});

describe('a read', () => {
  let read: Awaited<ReturnType<typeof openServer>>['read'];
  let write: Awaited<ReturnType<typeof openServer>>['write'];
  beforeAll(async () => {
    const limits = {
      ...DEFAULT_LIMITS,
      queryMemoryBytes: 100_000_000,
      maxResultRows: 1000,
      queryTimeoutMs: 600_000,
    };
    ({ read, write } = await openServer(front, limits));
  });
  afterAll(async () => {
    await read.close();
    await write.close();
  });

  test('takes hostile texts as values, short in the address and long in the body', async () => {
    for (const text of hostileTexts(200)) {
      expect(await rows(read, 'SELECT {t:String} AS v', { t: text })).toEqual([{ v: text }]);
    }
    const texts = hostileTexts(1000);
    const [row] = await rows<{ v: string[] }>(read, 'SELECT {t:Array(String)} AS v', { t: texts });
    expect(row?.v).toEqual(texts);
    const [long] = await rows<{ v: string }>(read, 'SELECT {t:String} AS v', { t: ONE_MEGABYTE_TEXT });
    expect(long?.v === ONE_MEGABYTE_TEXT).toBe(true);
  });

  test('gives 64-bit integers as text', async () => {
    expect(await rows(read, 'SELECT {u:UInt64} AS u', { u: 9007199254740993n })).toEqual([
      { u: '9007199254740993' },
    ]);
  });

  test('cannot write, and cannot lift its limits', async () => {
    await expect(rows(read, 'INSERT INTO headcount.service_keys SELECT 1, 2')).rejects.toMatchObject({
      code: '164',
    });
    await expect(rows(read, 'SELECT 1 SETTINGS max_execution_time = 0')).rejects.toMatchObject({
      code: '164',
    });
    await expect(rows(read, 'SELECT number FROM numbers(1001)')).rejects.toMatchObject({ code: '396' });
    await expect(rows(read, 'SELECT groupArray(number) FROM numbers(1000000000)')).rejects.toMatchObject({
      code: '241',
    });
  });

  test('stops on the server when the caller goes away', async () => {
    const running = `SELECT toUInt8(count()) AS n FROM system.processes WHERE query LIKE '%1000000000000000)%' AND query NOT LIKE '%processes%'`;
    const untilRunning = async (count: number): Promise<void> => {
      while ((await rows<{ n: number }>(write, running))[0]?.n !== count);
    };
    const controller = new AbortController();
    const endless = rows(
      read,
      'SELECT sum(sipHash64(number)) FROM numbers(1000000000000000)',
      {},
      controller.signal,
    );
    const aborted = expect(endless).rejects.toThrow();
    await untilRunning(1);
    controller.abort();
    await aborted;
    await untilRunning(0);
  });
});

test('an abort is a cancelled request, not a failure of the server', async () => {
  const reading = store.query('health/applied-migrations', {}, AbortSignal.abort());
  await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
});

test('wrong credentials are told apart from a server that is not there', async () => {
  const options = { database: 'headcount', dataDir: root };
  await expect(openStore({ ...options, server: { ...front, password: 'wrong' } })).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'denied',
    engineCode: 516,
    message: 'The store refuses the credentials or the operation.',
  });
  await expect(
    openStore({ ...options, server: { ...front, url: 'http://127.0.0.1:1' } }),
  ).rejects.toMatchObject({
    kind: 'unavailable',
  });
});

test('a connection cut before an insert is an unknown outcome; nothing was stored, and the next insert works', async () => {
  await front.cutNextInsert('cut-before');
  await expect(insertKey('cut-before')).rejects.toMatchObject({ name: 'StoreError', kind: 'unavailable' });
  expect(await keys()).not.toContain('cut-before');
  await insertKey('after-the-cut');
  expect(await keys()).toContain('after-the-cut');
});

test('a connection cut after an insert is an unknown outcome too; everything was stored', async () => {
  await front.cutNextInsert('cut-after');
  await expect(insertKey('cut-after')).rejects.toMatchObject({ name: 'StoreError', kind: 'unavailable' });
  expect(await keys()).toContain('cut-after');
});

test('a row that does not fit is an error by its number', async () => {
  const bad = store.insert({ table: 'schema_migrations', columns: ['number'], rows: ['["x"]'] });
  await expect(bad).rejects.toMatchObject({ name: 'StoreError', kind: 'invalid' });
  const missing = store.insert({ table: 'no_such_table', columns: ['number'], rows: ['[1]'] });
  await expect(missing).rejects.toMatchObject({ name: 'StoreError', kind: 'invalid', engineCode: 60 });
});

test('a server that went away is unavailable, and the ping says so', async () => {
  const other = await startClickHouseFront(join(root, 'other'));
  const lonely = await openStore({ database: 'headcount', dataDir: root, server: other });
  expect(await lonely.ping()).toBe(true);
  await other.stop();
  expect(await lonely.ping()).toBe(false);
  await expect(lonely.query('health/applied-migrations', {})).rejects.toMatchObject({ kind: 'unavailable' });
  await lonely.close();
});
