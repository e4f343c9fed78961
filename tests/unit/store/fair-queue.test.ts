import { FairQueue } from '../../../clickhouse/fair-queue';
import { StoreError } from '../../../clickhouse/errors';

/** Work that ends when it is told to, and a record of what started. */
function bench(slots: number, maxWaiting = 100, maxWaitMs = 60_000) {
  const queue = new FairQueue({ slots, maxWaiting, maxWaitMs });
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const run = (key: string, signal?: AbortSignal): Promise<void> =>
    queue.run(key, signal, () => {
      started.push(key);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const endOldest = async (): Promise<void> => {
    ends.shift()?.();
    await settled();
  };
  return { run, started, endOldest };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const busy = expect.objectContaining({ kind: 'busy' }) as unknown;

test('so many run at once as there are slots, and one key alone leaves half of them free', async () => {
  const { run, started } = bench(4);
  for (let sent = 0; sent < 6; sent += 1) void run('flood');
  await settled();
  expect(started).toEqual(['flood', 'flood']);
  for (let sent = 0; sent < 3; sent += 1) void run('quiet');
  await settled();
  expect(started).toEqual(['flood', 'flood', 'quiet', 'quiet']);
});

test('whoever waits with little is next, however much another has waiting', async () => {
  const { run, started, endOldest } = bench(1);
  for (let sent = 0; sent < 50; sent += 1) void run('flood');
  void run('quiet');
  void run('calm');
  await settled();
  for (let ended = 0; ended < 4; ended += 1) await endOldest();
  expect(started.slice(0, 5)).toEqual(['flood', 'flood', 'quiet', 'calm', 'flood']);
});

test('every key gets the same share', async () => {
  const { run, started, endOldest } = bench(3);
  for (let sent = 0; sent < 30; sent += 1) for (const key of ['a', 'b', 'c']) void run(key);
  for (let ended = 0; ended < 60; ended += 1) await endOldest();
  const shares = ['a', 'b', 'c'].map((key) => started.filter((one) => one === key).length);
  expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
});

test('when the line is full the last of whoever has most in it gives way', async () => {
  const { run } = bench(1, 3);
  void run('running');
  const flood = Array.from({ length: 3 }, () => run('flood'));
  const outcomes = flood.map((one) =>
    one.then(
      () => 'ran',
      (error: unknown) => error,
    ),
  );
  void run('quiet');
  await settled();
  expect(await outcomes[2]).toEqual(busy);
  await expect(run('flood')).rejects.toEqual(busy);
});

test('who waits too long is refused, and leaves the line', async () => {
  const { run, started, endOldest } = bench(1, 10, 20);
  void run('a');
  await expect(run('b')).rejects.toEqual(busy);
  await endOldest();
  void run('c');
  await settled();
  expect(started).toEqual(['a', 'c']);
});

test('an abort gives the place back, and work that fails its slot', async () => {
  const { run, started, endOldest } = bench(1);
  const abort = new AbortController();
  void run('a');
  const aborted = run('b', abort.signal);
  void run('c');
  abort.abort();
  await expect(aborted).rejects.toEqual(expect.objectContaining({ kind: 'cancelled' }));
  await endOldest();
  expect(started).toEqual(['a', 'c']);
  await expect(run('d', AbortSignal.abort())).rejects.toBeInstanceOf(StoreError);

  const queue = new FairQueue({ slots: 1, maxWaiting: 1, maxWaitMs: 1_000 });
  await expect(queue.run('a', undefined, () => Promise.reject(new Error('it fails')))).rejects.toThrow(
    'it fails',
  );
  expect(await queue.run('a', undefined, () => Promise.resolve(7))).toBe(7);
});
