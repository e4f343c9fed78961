import type { ReconcileEvent } from '../../clickhouse/reconcile/run';

type Difference = Extract<ReconcileEvent, { kind: 'difference' }>;

/** One difference as a line: table, key, what was expected and what was found. */
export function differenceLine({ table, key, column, expected, found }: Difference): string {
  const where = Object.entries(key)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
  const what = column === null ? table : `${table}.${column}`;
  return `${what} ${where}: expected ${expected ?? 'nothing'}, found ${found ?? 'nothing'}`;
}

export function progressLine({ table, done, of }: Extract<ReconcileEvent, { kind: 'progress' }>): string {
  return `${table}: ${done} of ${of}`;
}

export function summaryLine({
  tables,
  differing_rows: rows,
  repaired,
}: Extract<ReconcileEvent, { kind: 'summary' }>): string {
  if (rows === 0) return `${tables} aggregates are what the facts say.`;
  return `${rows} rows of ${tables} aggregates were not what the facts say${repaired ? '; they are now' : ''}.`;
}
