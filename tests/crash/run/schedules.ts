import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempDir, removeDir } from '../../support/temp-dir';
import type { Difference } from '../traffic/compare';
import { runChain } from './chain';
import type { Tally } from './chain';
import { record, recorded, RESULTS_DIR } from './results';

/** How many groups of schedules share a data directory; then a new one begins, with its migrations. */
const GROUPS_IN_A_CHAIN = 8;

interface Asked {
  readonly schedules: number;
  readonly lanes: number;
  /** Replays the schedules from this one on; nothing is recorded then. */
  readonly seed: number | undefined;
}

/** Runs schedules chain after chain and adds up what they found. True where no answer differed. */
export async function runSchedules({ schedules, lanes, seed }: Asked): Promise<boolean> {
  const inAChain = lanes * GROUPS_IN_A_CHAIN;
  for (let done = 0; done < schedules; done += inAChain) {
    const firstSeed = seed === undefined ? recorded().nextSeed : seed + done;
    const count = Math.min(inAChain, schedules - done);
    const dataDir = await makeTempDir();
    const began = performance.now();
    const tally = await runChain({
      ...{ dataDir, firstSeed, schedules: count, lanes },
      onLife: (soFar) => {
        say(`${done + soFar.schedules} of ${schedules} schedules, ${soFar.kills} kills in this chain`);
      },
    });
    if (seed === undefined) record(tally, firstSeed, (performance.now() - began) / 1000);
    if (tally.differences.length > 0) {
      report(tally.differences, dataDir, lanes);
      return false;
    }
    await removeDir(dataDir);
    sum(tally);
  }
  return true;
}

function sum(tally: Tally): void {
  const { total } = recorded();
  process.stdout.write(
    `\n${total.schedules} schedules in all: ${total.kills} kills (${total.killsWhileStarting} more while starting), ` +
      `${total.requestsAnswered} requests answered, ${total.requestsDoubtful} not, ` +
      `${total.answersCompared} answers compared, ${total.differences} differences; ` +
      `start ${Math.round(tally.startMs / (tally.kills + 1))} ms, compare ${Math.round(tally.compareMs / (tally.kills + 1))} ms, ` +
      `produce ${Math.round(tally.produceMs / tally.kills)} ms a life\n`,
  );
}

function report(differences: readonly Difference[], dataDir: string, lanes: number): void {
  mkdirSync(RESULTS_DIR, { recursive: true });
  const file = join(RESULTS_DIR, `difference-${differences[0]?.seeds[0] ?? 0}.json`);
  writeFileSync(file, JSON.stringify(differences, null, 2));
  for (const { seeds, what } of differences)
    process.stdout.write(`\nDIFFERENCE in ${what}, seeds ${seeds.join(' ')}`);
  const first = Math.min(...differences.flatMap(({ seeds }) => seeds));
  const count = Math.max(...differences.flatMap(({ seeds }) => seeds)) - first + 1;
  process.stdout.write(
    `\nAll of it: ${file}; the data directory: ${dataDir}\n` +
      `Again: npm run test:crash -- --seed ${first} --schedules ${count} --lanes ${lanes}\n`,
  );
}

function say(line: string): void {
  process.stdout.write(process.stdout.isTTY ? `\r${line} ` : `${line}\n`);
}
