import type { AggregateTable } from '../../../clickhouse/catalog/catalog';
import type { RowDifference } from '../../../clickhouse/reconcile/comparison';

/** The rows that differ from the facts, as far as they are known. */
export class Drift {
  private readonly rows = new Map<string, Map<string, RowDifference>>();

  constructor(aggregates: readonly AggregateTable[]) {
    for (const { name } of aggregates) this.rows.set(name, new Map());
  }

  /** Takes over what a comparison of `looked` found; undefined: of rows not known before. Answers how many are new. */
  update(table: string, found: readonly RowDifference[], looked: readonly RowDifference[] = []): number {
    const known = this.rows.get(table) ?? new Map<string, RowDifference>();
    const before = new Set(known.keys());
    for (const { key } of looked) known.delete(nameOf(key));
    for (const row of found) known.set(nameOf(row.key), row);
    this.rows.set(table, known);
    return found.filter(({ key }) => !before.has(nameOf(key))).length;
  }

  of(table: string): RowDifference[] {
    return [...(this.rows.get(table)?.values() ?? [])];
  }

  /** Differing rows by table, 0 included. */
  counts(): [table: string, rows: number][] {
    return [...this.rows].map(([table, rows]) => [table, rows.size]);
  }
}

function nameOf(key: readonly string[]): string {
  return JSON.stringify(key);
}
