import type { QueryParams, Store } from '../../../clickhouse/store';
import { dayOfIsoDate } from '../dates/storable-days';
import { type Thresholds, thresholdParams } from './thresholds';

/** Whose activity counts. */
export interface Selected {
  readonly tenant: string;
  readonly all_orgs: boolean;
  readonly org_ids: readonly string[];
}

/** Whole UTC days, YYYY-MM-DD; a span that ends before it begins holds no day. */
export interface Days {
  readonly first_day: string;
  readonly last_day: string;
}

/** Whole days, and days of which only what lies between two Unix seconds counts. */
export interface DaysAndEdges extends Days {
  readonly ragged_days: readonly string[];
  readonly time_after: number;
  readonly time_before: number;
}

interface Count {
  readonly first_day: string;
  readonly active_users: string;
}

interface Bounds extends Count {
  /** Users who may have reached a threshold or not. */
  readonly unsure: readonly (string | number)[];
}

/** Their numbers travel in the statement, which a server bounds. */
const USERS_A_STATEMENT = 5_000;

/**
 * How many users reached a threshold in each bucket, by the bucket's first day; buckets without any may be missing. Two bounds
 * settle almost everybody in one cheap pass, a span of whole buckets after the other; the few between them are looked at again. What
 * is stored in between only adds, so nobody is counted who is not active by the end.
 */
export async function countAtLeastByBucket(
  store: Store,
  params: QueryParams,
  spans: readonly Days[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const [first, last] = [spans.at(0), spans.at(-1)];
  if (!first || !last) return new Map();
  const rows: Bounds[] = [];
  for (const span of spans)
    rows.push(...(await store.query<Bounds>('devin/at-least', { ...params, ...span }, signal)));
  const whole = { ...params, first_day: first.first_day, last_day: last.last_day };
  const counts = new Map<number, number>();
  for (const { first_day, active_users } of [
    ...rows,
    ...(await settle(store, 'devin/at-least', whole, rows, signal)),
  ]) {
    const day = dayOfIsoDate(first_day);
    counts.set(day, (counts.get(day) ?? 0) + Number(active_users));
  }
  return counts;
}

/** How many users reached a threshold in a range of seconds, each once. */
export async function countAtLeastInRange(
  store: Store,
  selected: Selected,
  { range, thresholds }: { range: DaysAndEdges; thresholds: Thresholds },
  signal: AbortSignal,
): Promise<number> {
  const question = 'devin/at-least-in-range';
  const params: QueryParams = { ...selected, ...range, ...thresholdParams(thresholds) };
  const rows = await store.query<Bounds>(question, params, signal);
  const settled = await settle(store, question, params, rows, signal);
  return [...rows, ...settled].reduce((sum, { active_users }) => sum + Number(active_users), 0);
}

async function settle(
  store: Store,
  question: string,
  params: QueryParams,
  rows: readonly Bounds[],
  signal: AbortSignal,
): Promise<Count[]> {
  // A server takes 64-bit numbers of a list as numbers alone, and they come as texts.
  const unsure = rows.flatMap((row) => row.unsure.map(BigInt));
  const settled: Count[] = [];
  for (let from = 0; from < unsure.length; from += USERS_A_STATEMENT) {
    const users = unsure.slice(from, from + USERS_A_STATEMENT);
    settled.push(...(await store.query<Count>(`${question}-of-users`, { ...params, users }, signal)));
  }
  return settled;
}
