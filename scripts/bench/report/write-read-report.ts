import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadReport } from '../read-bench';
import { barChart } from './bar-chart';
import { readGoals } from './goals';

const SERIES = [
  { name: 'Headcount, fresh', color: '#2f81f7' },
  { name: 'raw scan', color: '#8b949e' },
  { name: 'DuckDB', color: '#e3b341' },
  { name: 'PostgreSQL', color: '#d2795f' },
];

/** Writes `reads.json` and `reads.svg`. */
export function writeReadReport(directory: string, report: ReadReport): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, 'reads.json'),
    `${JSON.stringify({ ...report, goals: readGoals(report) }, undefined, 2)}\n`,
  );
  const groups = report.rows.map((row) => ({
    label: row.question,
    values: [row.fresh, row.raw, row.duckdb, row.postgres].map((times) => times?.p50Ms),
  }));
  writeFileSync(join(directory, 'reads.svg'), barChart('Time to answer, median', 'ms', SERIES, groups));
}
