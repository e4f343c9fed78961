import { Turns } from '../../../../services/platform/limits/turns';

/** Takes turns and notes who got one; each notes in which turn of the event loop. */
function bench() {
  const turns = new Turns();
  const taken: string[] = [];
  const take = async (tenant: string): Promise<void> => {
    await turns.take(tenant);
    taken.push(tenant);
  };
  return { turns, taken, take };
}

const loops = async (count: number): Promise<void> => {
  for (let loop = 0; loop < count; loop += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('while nobody waits a turn comes at once', async () => {
  const { taken, take } = bench();
  await take('a');
  expect(taken).toEqual(['a']);
  await loops(2);
  await take('a');
  expect(taken).toEqual(['a', 'a']);
});

test('whoever has little waits for one of another, however many of them wait', async () => {
  const { taken, take } = bench();
  for (let sent = 0; sent < 100; sent += 1) void take('flood');
  void take('quiet');
  void take('calm');
  await loops(6);
  expect(taken.slice(0, 4)).toEqual(['flood', 'flood', 'quiet', 'calm']);
  await loops(200);
  expect(taken).toHaveLength(102);
});

test('each turn of the event loop gives one, so that what arrives meanwhile is seen', async () => {
  const { taken, take } = bench();
  for (let sent = 0; sent < 5; sent += 1) void take('flood');
  await loops(2);
  expect(taken.length).toBeLessThanOrEqual(3);
  void take('quiet');
  await loops(3);
  expect(taken.slice(0, 5)).toContain('quiet');
});

test('work in pieces lets another in between two of them', async () => {
  const { turns, taken, take } = bench();
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
