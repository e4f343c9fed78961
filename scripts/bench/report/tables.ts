import type { ReadReport } from '../read-bench';
import type { Goal } from './goals';
import { shown } from './goals';

/** The read bench as a Markdown table: milliseconds, and in how many floors the service answers. */
export function readTable({ rows, floor }: ReadReport): string {
  const head = [
    'question',
    'cold',
    'fresh p50',
    'fresh p99',
    'x floor',
    'repeated p50',
    'p99',
    'raw scan',
    'DuckDB',
    'PostgreSQL',
  ];
  const body = rows.map((row) => [
    row.question,
    shown(row.coldMs),
    shown(row.fresh.p50Ms),
    shown(row.fresh.p99Ms),
    shown(row.fresh.p50Ms / floor.p50Ms),
    shown(row.repeated.p50Ms),
    shown(row.repeated.p99Ms),
    ...[row.raw, row.duckdb, row.postgres].map((times) => (times ? shown(times.p50Ms) : '-')),
  ]);
  const select = [
    'SELECT 1 (the floor)',
    '',
    '',
    '',
    '1',
    shown(floor.p50Ms),
    shown(floor.p99Ms),
    '',
    '',
    '',
  ];
  return markdownTable(head, [select, ...body]);
}

export function goalTable(goals: readonly Goal[]): string {
  return markdownTable(
    ['goal', 'measured', ''],
    goals.map(({ goal, measured, isMet }) => [goal, measured, isMet ? 'met' : 'NOT MET']),
  );
}

/** Columns padded, so that it reads well as plain text too; all but the first are set to the right. */
export function markdownTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...body.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
