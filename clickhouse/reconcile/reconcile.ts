import { setTimeout as sleep } from 'node:timers/promises';
import type { AggregateTable, Catalog } from '../catalog/catalog';
import type { Store } from '../store';
import { comparisonStatement, readDifference } from './comparison';
import type { RowDifference } from './comparison';
import { chunks, removalStatements, resendStatements } from './repair';
import type { Scope } from './scope';

/** Work while no commit is under way. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

export interface Reconciler {
  readonly store: Pick<Store, 'audit' | 'command'>;
  readonly catalog: Catalog;
  readonly alone: Alone;
  /** Other processes commit too, so that being alone here proves nothing. */
  readonly hasOtherWriters: boolean;
  readonly signal?: AbortSignal;
}

/** Rows that are reported, and repaired, at a time. */
const PAGE_ROWS = 2_000;
/** Keys that one statement names. */
const MAX_KEYS = 500;
/** Longer than a commit takes: what still differs then, in the same way, was not one that was under way. */
const COMMIT_PASSES_MS = 2_000;
/** What a commit under way leaves is gone after so long, mostly: commits are held up only for what is not. */
const USUAL_COMMIT_MS = 300;
const MUTATION_POLL_MS = 50;

/** Where the aggregate differs from the facts, first `limit` rows by key. What a commit is about to settle may be among them. */
export async function compare(
  { store, catalog, signal }: Reconciler,
  aggregate: AggregateTable,
  scope: Scope,
  limit = PAGE_ROWS,
): Promise<RowDifference[]> {
  const rows = await store.audit(comparisonStatement(aggregate, catalog, scope, limit), signal);
  return rows.map((row) => readDifference(row, aggregate));
}

/**
 * Goes through the scope page by page: answers each page's true differences, repaired when the next page is asked for, unless
 * `repairs` is false.
 */
export async function* reconcileScope(
  reconciler: Reconciler,
  aggregate: AggregateTable,
  scope: Scope,
  repairs: boolean,
): AsyncGenerator<readonly RowDifference[]> {
  let after: readonly string[] | undefined;
  do {
    const page = await compare(reconciler, aggregate, { ...scope, ...(after && { after }) });
    for (const suspects of chunks(page, MAX_KEYS)) {
      const found = await settle(reconciler, aggregate, suspects, repairs);
      if (found.length > 0) yield found;
    }
    after = page.length < PAGE_ROWS ? undefined : page.at(-1)?.key;
  } while (after);
}

/** Which of the rows differ when no commit is under way, repaired if asked for. */
export async function settle(
  reconciler: Reconciler,
  aggregate: AggregateTable,
  suspects: readonly RowDifference[],
  repairs: boolean,
): Promise<RowDifference[]> {
  const { store, catalog, hasOtherWriters, signal } = reconciler;
  await sleep(hasOtherWriters ? COMMIT_PASSES_MS : USUAL_COMMIT_MS, undefined, { signal });
  const waited = sameIn(suspects, await compareKeys(reconciler, aggregate, suspects));
  if (waited.length === 0) return [];
  const found = await reconciler.alone(async () => {
    const now = await compareKeys(reconciler, aggregate, waited);
    const lasting = hasOtherWriters ? sameIn(waited, now) : now;
    if (repairs && lasting.length > 0) {
      const keys = scopeOfKeys(aggregate, lasting);
      for (const statement of resendStatements(aggregate, catalog, keys)) await store.command(statement);
      for (const statement of removalStatements(aggregate, catalog, lasting)) await store.command(statement);
    }
    return lasting;
  });
  if (repairs && found.length > 0) await finishRepair(reconciler, aggregate, found);
  return found;
}

async function finishRepair(
  reconciler: Reconciler,
  aggregate: AggregateTable,
  repaired: readonly RowDifference[],
): Promise<void> {
  const { store, catalog, signal } = reconciler;
  await mutationsDone(reconciler, aggregate.name);
  if (!reconciler.hasOtherWriters) return;
  // Another process may have added, just before the removal began, what its fact accounts for.
  await sleep(COMMIT_PASSES_MS, undefined, { signal });
  for (const statement of resendStatements(aggregate, catalog, scopeOfKeys(aggregate, repaired))) {
    await store.command(statement);
  }
}

async function mutationsDone({ store, catalog, signal }: Reconciler, table: string): Promise<void> {
  const statement = `SELECT latest_fail_reason FROM system.mutations
    WHERE database = '${catalog.database}' AND table = '${table}' AND NOT is_done AND NOT is_killed`;
  for (;;) {
    const pending = await store.audit<{ latest_fail_reason: string }>(statement, signal);
    if (pending.length === 0) return;
    const failure = pending.find(({ latest_fail_reason: reason }) => reason !== '');
    if (failure)
      throw new Error(`a repair of ${table} fails`, { cause: new Error(failure.latest_fail_reason) });
    await sleep(MUTATION_POLL_MS, undefined, { signal });
  }
}

async function compareKeys(
  reconciler: Reconciler,
  aggregate: AggregateTable,
  suspects: readonly RowDifference[],
): Promise<RowDifference[]> {
  return await compare(reconciler, aggregate, scopeOfKeys(aggregate, suspects), suspects.length);
}

/** The keys, with the tenants and days that hold them all, so that little is read. */
export function scopeOfKeys(aggregate: AggregateTable, differences: readonly RowDifference[]): Scope {
  const keys = differences.map(({ key }) => key);
  const column = aggregate.key.findIndex(({ name }) => name === 'tenant');
  const tenants = [...new Set(keys.flatMap((key) => key[column] ?? []))];
  const day = aggregate.key.findLastIndex(({ type }) => /^Date(32)?$/.test(type));
  const days = keys.flatMap((key) => key[day] ?? []).sort();
  const [fromDay, toDay] = [days[0], days.at(-1)];
  return { tenants, keys, ...(fromDay !== undefined && { fromDay }), ...(toDay !== undefined && { toDay }) };
}

/** Those of the rows that `later` shows with the very same difference. */
function sameIn(rows: readonly RowDifference[], later: readonly RowDifference[]): RowDifference[] {
  const known = new Set(rows.map((row) => JSON.stringify(row)));
  return later.filter((row) => known.has(JSON.stringify(row)));
}
