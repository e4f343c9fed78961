import type { InsertBatch } from '../../../clickhouse/store';

/** One batch for each table (and column list), rows in order, empty batches left out: the fewest inserts. */
export function mergeBatches(batches: readonly InsertBatch[]): InsertBatch[] {
  const merged = new Map<string, { table: string; columns: readonly string[]; rows: string[] }>();
  for (const { table, columns, rows } of batches) {
    if (rows.length === 0) continue;
    const key = JSON.stringify([table, columns]);
    const target = merged.get(key) ?? { table, columns, rows: [] };
    for (const row of rows) target.rows.push(row);
    merged.set(key, target);
  }
  return [...merged.values()];
}

/** The batch cut into inserts of at most so many rows. */
export function cutBatch(batch: InsertBatch, maxRows: number): InsertBatch[] {
  if (batch.rows.length <= maxRows) return [batch];
  const cuts: InsertBatch[] = [];
  for (let from = 0; from < batch.rows.length; from += maxRows) {
    cuts.push({ ...batch, rows: batch.rows.slice(from, from + maxRows) });
  }
  return cuts;
}

/** The days that any of them is about; undefined where one does not say. */
export function daysOf(batches: readonly InsertBatch[]): ReadonlySet<number> | undefined {
  const all = new Set<number>();
  for (const { rows, days } of batches) {
    if (rows.length === 0) continue;
    if (!days) return undefined;
    for (const day of days) all.add(day);
  }
  return all;
}
