import { compiled } from '../support/build';
import { LOSSES } from './power-loss/disk';
import { losePower } from './power-loss/lose-power';
import { buildShim } from './shim/build';

/** A seed that the long form never reaches. */
const SEED = 1_200_000_000;

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const shim = buildShim();
if ('missing' in shim) console.error(`SKIPPED: losses of power, ${shim.missing}`);
const testWithShim = 'missing' in shim ? test.skip : test;

testWithShim('when the power goes, and with it what was not synced, nothing accepted is lost', async () => {
  if ('missing' in shim) return;
  compiled('services/main.js');
  const results = await losePower(shim.path, SEED);
  expect(results.map(({ loss }) => loss)).toEqual(LOSSES);
  for (const { answered, differences } of results) {
    expect(answered).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  }
});
