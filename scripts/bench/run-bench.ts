import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_LIMITS } from '../../clickhouse/limits';
import { sizeThreadPool } from '../../services/platform/settings/thread-pool';
import { type BenchArguments, readArguments, usage, UsageError } from './arguments';
import { type Workload, workloadOf } from './workload';

export interface BenchRun extends BenchArguments {
  readonly workload: Workload;
  /** For data and exports. */
  readonly directory: string;
  /** Tells how it goes. */
  readonly say: (line: string) => void;
}

/** Runs a bench by the command line, in a folder that is removed afterwards unless one is named. */
export function runBench(command: string, work: (run: BenchRun) => Promise<void>): void {
  main(work).catch((error: unknown) => {
    console.error(error instanceof UsageError ? `${error.message}\n${usage(command)}`.trim() : error);
    process.exitCode = 1;
  });
}

async function main(work: (run: BenchRun) => Promise<void>): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  sizeThreadPool(DEFAULT_LIMITS.readers);
  const isKept = asked.data !== undefined;
  const directory = isKept ? resolve(asked.data) : await mkdtemp(join(tmpdir(), 'headcount-bench-'));
  mkdirSync(directory, { recursive: true });
  const startedAt = performance.now();
  const say = (line: string): void => {
    console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  };
  try {
    await work({ ...asked, workload: workloadOf(asked.scale), directory, say });
  } finally {
    if (!isKept) await rm(directory, { recursive: true, force: true });
  }
}
