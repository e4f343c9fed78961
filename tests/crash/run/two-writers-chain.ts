import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startInstallation } from '../../api/two-processes/sides';
import { RESULTS_DIR } from './results';
import { TwoWriters } from './two-writers';

const KILLS_IN_A_ROUND = 3;

/** Runs so many schedules, `lanes` at a time, against two ingest processes. True where no answer differed. */
export async function runTwoWriters(schedules: number, lanes: number, firstSeed: number): Promise<boolean> {
  mkdirSync(RESULTS_DIR, { recursive: true });
  const installation = await startInstallation();
  try {
    const writers = new TwoWriters(installation);
    for (let done = 0; done < schedules; done += lanes) {
      const seeds = Array.from(
        { length: Math.min(lanes, schedules - done) },
        (_, at) => firstSeed + done + at,
      );
      const tally = await writers.run(seeds, KILLS_IN_A_ROUND);
      appendFileSync(join(RESULTS_DIR, 'two-writers.ndjson'), `${JSON.stringify({ seeds, ...tally })}\n`);
      process.stdout.write(
        `seeds ${firstSeed + done} and ${seeds.length - 1} more: ${tally.events} events to each, ${tally.kills} kills, ` +
          `${tally.answersCompared} answers compared, ${tally.differences.length} differences\n`,
      );
      if (tally.differences.length > 0) return false;
    }
    return true;
  } finally {
    await installation.stop();
  }
}
