import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { losePower } from '../power-loss/lose-power';
import { buildShim } from '../shim/build';
import { RESULTS_DIR } from './results';

/** Takes the power away from so many schedules. True where nothing accepted was lost. */
export async function runPowerLoss(schedules: number, firstSeed: number): Promise<boolean> {
  const shim = buildShim();
  if ('missing' in shim) throw new Error(`The loss of power needs the shim: ${shim.missing}.`);
  mkdirSync(RESULTS_DIR, { recursive: true });
  let isGood = true;
  for (let seed = firstSeed; seed < firstSeed + schedules; seed += 1) {
    for (const { loss, answered, differences } of await losePower(shim.path, seed)) {
      const entry = { seed, loss, answered, differences };
      appendFileSync(join(RESULTS_DIR, 'power-loss.ndjson'), `${JSON.stringify(entry)}\n`);
      process.stdout.write(
        `seed ${seed}, ${loss} lost after ${answered} answers: ${differences.length} differences\n`,
      );
      if (differences.length > 0) isGood = false;
    }
  }
  return isGood;
}
