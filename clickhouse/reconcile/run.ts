import type { AggregateTable } from '../catalog/catalog';
import type { RowDifference } from './comparison';
import { reconcileScope } from './reconcile';
import type { Reconciler } from './reconcile';
import { planSpans } from './spans';
import type { Wanted } from './spans';

/** What a run tells on its way, and at its end how much it found. */
export type ReconcileEvent =
  | { readonly kind: 'progress'; readonly table: string; readonly done: number; readonly of: number }
  | {
      readonly kind: 'difference';
      readonly table: string;
      readonly key: Readonly<Record<string, string>>;
      /** Null where the row itself is the whole content. */
      readonly column: string | null;
      readonly expected: string | null;
      readonly found: string | null;
      readonly repaired: boolean;
    }
  | {
      readonly kind: 'summary';
      readonly tables: number;
      /** Rows that differ, each counted once whatever its columns. */
      readonly differing_rows: number;
      readonly repaired: boolean;
    };

/** Compares every aggregate with the facts, table by table and span by span, and repairs unless `repairs` is false. */
export async function* reconcile(
  reconciler: Reconciler,
  wanted: Wanted,
  repairs: boolean,
): AsyncGenerator<ReconcileEvent> {
  const { store, catalog, signal } = reconciler;
  let rows = 0;
  for (const aggregate of catalog.aggregates) {
    const scopes = await planSpans(store, aggregate, catalog, wanted, signal);
    const table = aggregate.name;
    for (const [index, scope] of scopes.entries()) {
      yield { kind: 'progress', table, done: index, of: scopes.length };
      for await (const page of reconcileScope(reconciler, aggregate, scope, repairs)) {
        rows += page.length;
        for (const row of page) yield* eventsOf(aggregate, row, repairs);
      }
    }
    yield { kind: 'progress', table, done: scopes.length, of: scopes.length };
  }
  const tables = catalog.aggregates.length;
  yield { kind: 'summary', tables, differing_rows: rows, repaired: repairs };
}

function* eventsOf(
  aggregate: AggregateTable,
  row: RowDifference,
  repaired: boolean,
): Generator<ReconcileEvent> {
  const key = Object.fromEntries(aggregate.key.map(({ name }, index) => [name, row.key[index] ?? '']));
  const common = { kind: 'difference', table: aggregate.name, key, repaired } as const;
  for (const { name, expected, found } of row.columns) yield { ...common, column: name, expected, found };
  if (row.columns.length > 0) return;
  yield {
    ...common,
    column: null,
    expected: row.inFacts ? 'a row' : null,
    found: row.inTable ? 'a row' : null,
  };
}
