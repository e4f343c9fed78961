import { compiled } from '../support/build';
import { KillPoints } from './kill-points/points';
import type { Call, PointResult } from './kill-points/points';
import { SERVICE } from './process/subject';
import { buildShim } from './shim/build';

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const shim = buildShim();
if ('missing' in shim) console.error(`SKIPPED: kill points, ${shim.missing}`);
const testWithShim = 'missing' in shim ? test.skip : test;

beforeAll(() => {
  compiled('services/main.js');
});

/** Kills at some of the calls of one commit; `choose` says which. */
async function killAt(
  choose: (calls: readonly Call[]) => number[],
): Promise<{ readonly asked: readonly number[]; readonly results: PointResult[] }> {
  if ('missing' in shim) throw new Error(shim.missing);
  const points = await KillPoints.prepare(shim.path, SERVICE);
  try {
    const asked = choose(await points.calls());
    return { asked, results: await points.run(asked.map((point) => ({ point, again: 0 }))) };
  } finally {
    await points.remove();
  }
}

/** The numbers of the calls of one kind. */
function numbersOf(calls: readonly Call[], name: string): number[] {
  return calls.flatMap((call, index) => (call.name === name ? [index + 1] : []));
}

testWithShim('killed at a call of a commit, whichever, the service has all of it or nothing', async () => {
  const { asked, results } = await killAt((calls) => {
    const [renames, writes] = [numbersOf(calls, 'rename'), numbersOf(calls, 'write')];
    const some = [1, 2, 3, writes[0], renames[0], renames[Math.floor(renames.length / 2)], renames.at(-1)];
    return some.filter((point) => point !== undefined);
  });
  expect(results.filter(({ killedAt }) => killedAt).length).toBe(asked.length);
  expect(results.flatMap(({ differences }) => differences)).toEqual([]);
});
