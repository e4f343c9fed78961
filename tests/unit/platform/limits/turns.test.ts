import { Turns } from '../../../../services/platform/limits/turns';

/** Takes turns and notes who got one. Each takes so many milliseconds of a clock that stands still otherwise. */
function bench(turnMs: number, isShared = false) {
  let nowMs = 0;
  const turns = new Turns(
    () => isShared,
    () => nowMs,
  );
  const taken: string[] = [];
  const take = async (tenant: string): Promise<void> => {
    await turns.take(tenant);
    taken.push(tenant);
    nowMs += turnMs;
  };
  return { turns, taken, take };
}

const loops = async (count: number): Promise<void> => {
  for (let loop = 0; loop < count; loop += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('while nobody waits a turn comes at once', async () => {
  const { taken, take } = bench(5);
  await take('a');
  expect(taken).toEqual(['a']);
  await loops(2);
  await take('a');
  expect(taken).toEqual(['a', 'a']);
});

test('whoever has little waits for one of another, however many of them wait', async () => {
  const { taken, take } = bench(5);
  await take('flood');
  for (let sent = 0; sent < 100; sent += 1) void take('flood');
  void take('quiet');
  void take('calm');
  await loops(6);
  expect(taken.slice(0, 4)).toEqual(['flood', 'flood', 'quiet', 'calm']);
  await loops(200);
  expect(taken).toHaveLength(103);
});

test('a pass of the event loop gives as many as fit into its time, so that what arrives meanwhile is seen', async () => {
  const { taken, take } = bench(1);
  for (let sent = 0; sent < 3; sent += 1) await take('flood');
  for (let sent = 0; sent < 20; sent += 1) void take('flood');
  await loops(2);
  expect(taken.length).toBeGreaterThan(5);
  expect(taken.length).toBeLessThanOrEqual(12);
  void take('quiet');
  await loops(1);
  const before = taken.length;
  await loops(1);
  expect(taken.slice(0, before + 3)).toContain('quiet');
});

test('small turns share a pass', async () => {
  const { taken, take } = bench(0);
  for (let sent = 0; sent < 50; sent += 1) void take('flood');
  await loops(1);
  expect(taken).toHaveLength(50);
});

test('where tenants share the loop each pass gives one', async () => {
  const { taken, take } = bench(0, true);
  for (let sent = 0; sent < 50; sent += 1) void take('flood');
  await loops(4);
  expect(taken.length).toBeLessThanOrEqual(5);
});

test('a tenant alone in line leaves as much time free as it takes, and whoever comes meanwhile does not wait for that', async () => {
  const LONG_MS = 60_000;
  const { taken, take } = bench(LONG_MS, true);
  void take('flood');
  void take('flood');
  await loops(20);
  expect(taken).toEqual(['flood']);
  void take('quiet');
  await loops(3);
  expect(taken).toEqual(['flood', 'flood', 'quiet']);
});

test('work in pieces lets another in between two of them', async () => {
  const { turns, taken, take } = bench(5);
  const long = (async () => {
    for (let piece = 0; piece < 5; piece += 1) {
      taken.push('piece');
      await turns.next('flood');
    }
  })();
  void take('quiet');
  await long;
  expect(taken.indexOf('quiet')).toBeLessThan(3);
});
