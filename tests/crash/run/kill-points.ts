import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../scripts/demo/random';
import { KillPoints } from '../kill-points/points';
import type { Call, PointResult } from '../kill-points/points';
import type { Subject } from '../process/subject';
import { buildShim } from '../shim/build';
import { RESULTS_DIR } from './results';

const POINTS_ON_ONE_COPY = 8;
/** Has no divisor in common with any number of calls that is near. */
const STRIDE = 101;
const CALLS_MORE_OR_LESS = 5;
const CHANCE_OF_SECOND_KILL = 0.1;
/** About as many calls as a start makes that stores a commit again. */
const CALLS_OF_A_RECOVERY = 700;

interface Asked {
  readonly subject: Subject;
  /** This process does every n-th point that is left, whatever others do meanwhile. */
  readonly part: { readonly index: number; readonly of: number };
  readonly stopAtDifference: boolean;
}

interface Entry extends PointResult {
  readonly calls: number;
}

/** Kills at every call of one commit that was not done yet. True where no answer differed. */
export async function runKillPoints({ subject, part, stopAtDifference }: Asked): Promise<boolean> {
  const shim = buildShim();
  if ('missing' in shim) throw new Error(`The kill points need the shim: ${shim.missing}.`);
  const file = join(RESULTS_DIR, `kill-points-${subject.name}.ndjson`);
  mkdirSync(RESULTS_DIR, { recursive: true });
  const points = await KillPoints.prepare(shim.path, subject);
  const calls = await points.calls();
  say(`One commit makes ${calls.length} calls: ${countsOf(calls)}.`);
  const done = new Set(entriesIn(file, calls.length).map(({ point }) => point));
  const left = inOrder(calls).filter((point) => !done.has(point));
  const mine = left.filter((point) => point % part.of === part.index - 1);
  const random = createRandom(`second kills ${part.index}`);
  for (let from = 0; from < mine.length; from += POINTS_ON_ONE_COPY) {
    const results = await points.run(
      mine.slice(from, from + POINTS_ON_ONE_COPY).map((point) => ({
        point,
        again:
          subject.hasJournal && random.chance(CHANCE_OF_SECOND_KILL)
            ? 1 + random.below(CALLS_OF_A_RECOVERY)
            : 0,
      })),
    );
    for (const result of results) {
      const entry: Entry = { calls: calls.length, ...result };
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    }
    const differing = results.filter(({ differences }) => differences.length > 0);
    for (const { point, killedAt, differences } of differing) {
      say(
        `DIFFERENCE after point ${point} (${killedAt?.name ?? '-'} ${killedAt?.path ?? ''}): ${differences[0]?.what ?? ''}`,
      );
    }
    summary(subject.name, entriesIn(file, calls.length), calls.length);
    if (stopAtDifference && differing.length > 0) return false;
  }
  await points.remove();
  return entriesIn(file, calls.length).every(({ differences }) => differences.length === 0);
}

/**
 * Those first that change what a killed process leaves behind: killed before a sync it leaves the same as after the call before,
 * so syncs say less. Spread out, so that a run that is cut short has seen something of everything.
 */
function inOrder(calls: readonly Call[]): number[] {
  const points = calls.map(({ name }, index) => ({ point: index + 1, isSync: name.endsWith('sync') }));
  return points
    .map(({ point, isSync }) => ({
      point,
      rank: (isSync ? calls.length : 0) + ((point * STRIDE) % calls.length),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ point }) => point);
}

function summary(name: string, entries: readonly Entry[], calls: number): void {
  const points = new Set(entries.map(({ point }) => point)).size;
  const killed = entries.filter(({ killedAt }) => killedAt !== undefined);
  const twice = entries.filter(({ killedAgain }) => killedAgain).length;
  const differing = entries.filter(({ differences }) => differences.length > 0).length;
  say(
    `${name}: ${points} of ${calls} points done, ${killed.length} killed (${countsOf(
      killed.flatMap(({ killedAt }) => killedAt ?? []),
    )}), ${twice} of them again while recovering; ${differing} with differences`,
  );
}

function countsOf(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { name } of calls) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}

/** A long file may take a write more or less; a service that makes another number of calls is another service. */
function entriesIn(file: string, calls: number): Entry[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry)
      .filter((entry) => Math.abs(entry.calls - calls) <= CALLS_MORE_OR_LESS);
  } catch {
    return [];
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
