import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
/** Long enough that nothing but a kill ends an endless read before the test gives up. */
const READERS = 3;
const limits = {
  readers: READERS,
  maxWaitingReads: READERS,
  queryTimeoutMs: 600_000,
  queryMemoryBytes: 100_000_000,
  maxResultRows: 1000,
};
const ENDLESS = 'SELECT count() FROM numbers(1000000000000000) WHERE sipHash64(number) = {n:UInt64}';
let client: Awaited<ReturnType<typeof openClient>>;

beforeAll(async () => {
  client = await openClient(dataDir, limits);
});
afterAll(async () => {
  await client.close();
  removeDirectory(dataDir);
});

/** Starts endless reads and waits until the engine runs them all. */
async function startEndless(count: number): Promise<{ abort: () => void; ended: Promise<unknown>[] }> {
  const controller = new AbortController();
  const ended = Array.from({ length: count }, () =>
    rows(client, ENDLESS, { n: 1 }, controller.signal).catch((error: unknown) => error),
  );
  await untilRunning(count);
  return {
    abort: () => {
      controller.abort();
    },
    ended,
  };
}

async function untilRunning(count: number): Promise<void> {
  // On the maintenance session, because all readers may be taken.
  const query = `SELECT throwIf(count() != ${count}) FROM system.processes WHERE query LIKE '%1000000000000000%sipHash64%'
                 AND query NOT LIKE '%throwIf%'`;
  for (;;) {
    try {
      await client.command({ query });
      return;
    } catch (error) {
      expect(error).toMatchObject({ engineCode: 395 });
    }
  }
}

test('reads with parameters run side by side: a short one ends while long ones run', async () => {
  const long = await startEndless(READERS - 1);
  expect(await rows(client, 'SELECT {n:UInt8} AS n', { n: 5 })).toEqual([{ n: 5 }]);
  long.abort();
  expect(await Promise.all(long.ended)).toEqual(
    Array.from(
      { length: READERS - 1 },
      () => expect.objectContaining({ name: 'StoreError', kind: 'cancelled' }) as unknown,
    ),
  );
  await untilRunning(0);
});

test('an abort stops the engine, and every reader can be used again', async () => {
  const long = await startEndless(READERS);
  long.abort();
  const answers = await Promise.all(
    Array.from({ length: READERS }, (_, n) => rows(client, 'SELECT {n:UInt8} AS n', { n })),
  );
  expect(answers).toEqual(Array.from({ length: READERS }, (_, n) => [{ n }]));
  await untilRunning(0);
});

test('an abort right after the start stops the engine too', async () => {
  for (let round = 0; round < 10; round++) {
    const controller = new AbortController();
    const read = rows(client, ENDLESS, { n: 1 }, controller.signal);
    controller.abort();
    await expect(read).rejects.toMatchObject({ kind: 'cancelled' });
    await untilRunning(0);
  }
  expect(await rows(client, 'SELECT 1 AS v')).toEqual([{ v: 1 }]);
});

test('a read that was aborted before it began never runs', async () => {
  await expect(rows(client, ENDLESS, { n: 1 }, AbortSignal.abort())).rejects.toMatchObject({
    kind: 'cancelled',
  });
  await untilRunning(0);
});

test('who finds no reader waits; who finds the line full is told so; who leaves the line never runs', async () => {
  const long = await startEndless(READERS);
  const leaving = new AbortController();
  const left = rows(client, ENDLESS, { n: 1 }, leaving.signal);
  const waiting = Promise.all(Array.from({ length: READERS - 1 }, () => rows(client, 'SELECT 2 AS v')));
  await expect(rows(client, 'SELECT 3')).rejects.toMatchObject({ kind: 'busy' });
  leaving.abort();
  await expect(left).rejects.toMatchObject({ kind: 'cancelled' });
  long.abort();
  expect(await waiting).toEqual(Array.from({ length: READERS - 1 }, () => [{ v: 2 }]));
  await untilRunning(0);
});

test('the ping answers while every reader is busy', async () => {
  const long = await startEndless(READERS);
  expect(await client.ping()).toEqual({ success: true });
  long.abort();
  await Promise.all(long.ended);
  await untilRunning(0);
});

test('a read over its memory fails, and the process lives on', async () => {
  await expect(
    rows(client, 'SELECT length(groupArray(number)) FROM numbers(1000000000)'),
  ).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'memory',
    engineCode: 241,
  });
  expect(await rows(client, 'SELECT 1 AS v')).toEqual([{ v: 1 }]);
});

test('an answer with too many rows is an error, never a part of it', async () => {
  await expect(rows(client, 'SELECT number FROM numbers(1001)')).rejects.toMatchObject({
    kind: 'rows',
    engineCode: 396,
  });
  expect(await rows(client, 'SELECT number FROM numbers(1000)')).toHaveLength(1000);
});

test('what a failed read had answered already never stands before the next answer', async () => {
  const failing = `SELECT 'private ' || toString(number) AS v, throwIf(number = 500, 'late') FROM numbers(1000)`;
  for (let round = 0; round < 2 * READERS; round++) {
    await expect(rows(client, failing)).rejects.toMatchObject({ engineCode: 395 });
  }
  for (let round = 0; round < 2 * READERS; round++) {
    expect(await rows(client, 'SELECT 1 AS v')).toEqual([{ v: 1 }]);
  }
});

test('an error says nothing of the statement or the data', async () => {
  const failing = rows(
    client,
    `SELECT throwIf(1, 'secret words') FROM system.one WHERE 'private' = 'private'`,
  );
  await expect(failing).rejects.toMatchObject({
    kind: 'internal',
    message: 'The store failed.',
    engineCode: 395,
  });
});

test('a read over its time is stopped', async () => {
  await client.close();
  client = await openClient(dataDir, { ...limits, queryTimeoutMs: 300 });
  await expect(rows(client, ENDLESS, { n: 1 })).rejects.toMatchObject({ kind: 'timeout', engineCode: 159 });
});
