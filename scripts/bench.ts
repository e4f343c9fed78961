import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_LIMITS } from '../clickhouse/limits';
import { sizeThreadPool } from '../services/platform/settings/thread-pool';
import { readArguments, USAGE, UsageError } from './bench/arguments';
import { readBench } from './bench/read-bench';
import { readGoals } from './bench/report/goals';
import { goalTable, readTable } from './bench/report/tables';
import { writeReadReport } from './bench/report/write-read-report';
import { workloadOf } from './bench/workload';

/** How fast the questions are answered: one run, one table. */
async function main(): Promise<void> {
  const { scale, data, out, ...asked } = readArguments(process.argv.slice(2));
  sizeThreadPool(DEFAULT_LIMITS.readers);
  const directory = data === undefined ? await mkdtemp(join(tmpdir(), 'headcount-bench-')) : resolve(data);
  mkdirSync(directory, { recursive: true });
  const startedAt = performance.now();
  const say = (line: string): void => {
    console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  };
  try {
    const report = await readBench({ ...asked, workload: workloadOf(scale), directory, say });
    if (out !== undefined) writeReadReport(out, report);
    console.log(`\n${report.machine}; ${report.versions.join(', ')}; scale ${scale}; milliseconds\n`);
    console.log(`${readTable(report)}\n\n${goalTable(readGoals(report))}`);
    for (const { question, disagree } of report.rows.filter((row) => row.disagree.length > 0)) {
      console.log(`DIFFERENT ANSWERS to "${question}": ${disagree.join(', ')}`);
      process.exitCode = 1;
    }
  } finally {
    if (data === undefined) await rm(directory, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n${USAGE}`.trim() : error);
  process.exitCode = 1;
});
