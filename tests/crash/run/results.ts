import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';
import type { Tally } from './chain';

/** What earlier runs did and this one does add up here. */
export const RESULTS_DIR = join(projectRoot(), '.crash');
const FILE = join(RESULTS_DIR, 'schedules.ndjson');

interface Entry {
  readonly at: string;
  /** What the service was built from. */
  readonly commit: string;
  readonly firstSeed: number;
  readonly schedules: number;
  readonly kills: number;
  readonly killsWhileStarting: number;
  readonly requestsAnswered: number;
  readonly requestsDoubtful: number;
  readonly answersCompared: number;
  readonly differences: number;
  readonly seconds: number;
}

export function record(tally: Tally, firstSeed: number, seconds: number): void {
  mkdirSync(RESULTS_DIR, { recursive: true });
  const { schedules, kills, killsWhileStarting, requestsAnswered, requestsDoubtful, answersCompared } = tally;
  const entry: Entry = {
    ...{ at: new Date().toISOString(), commit: commit(), firstSeed },
    ...{ schedules, kills, killsWhileStarting, requestsAnswered, requestsDoubtful, answersCompared },
    ...{ differences: tally.differences.length, seconds: Math.round(seconds) },
  };
  appendFileSync(FILE, `${JSON.stringify(entry)}\n`);
}

/** The sum of everything recorded, and the first seed that was never used. */
export function recorded(): {
  readonly total: Omit<Entry, 'at' | 'commit' | 'firstSeed'>;
  readonly nextSeed: number;
} {
  const entries = read();
  const sum = (name: keyof Omit<Entry, 'at' | 'commit'>): number =>
    entries.reduce((total, entry) => total + entry[name], 0);
  return {
    total: {
      ...{ schedules: sum('schedules'), kills: sum('kills'), killsWhileStarting: sum('killsWhileStarting') },
      ...{ requestsAnswered: sum('requestsAnswered'), requestsDoubtful: sum('requestsDoubtful') },
      ...{
        answersCompared: sum('answersCompared'),
        differences: sum('differences'),
        seconds: sum('seconds'),
      },
    },
    nextSeed: entries.reduce((next, entry) => Math.max(next, entry.firstSeed + entry.schedules), 1),
  };
}

function read(): Entry[] {
  try {
    const lines = readFileSync(FILE, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  } catch {
    return [];
  }
}

let known: string | undefined;

function commit(): string {
  return (known ??= execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectRoot() })
    .toString()
    .trim());
}
