import type { Store } from '../../../clickhouse/store';
import { countAtLeastInRange } from './at-least';
import { countsEverybody, type Thresholds } from './thresholds';

/** Whose activity counts, and when: whole days, and days of which only what lies between two Unix seconds counts. */
export interface UsersInRange {
  readonly tenant: string;
  readonly all_orgs: boolean;
  readonly org_ids: readonly string[];
  readonly first_whole_day: string;
  readonly last_whole_day: string;
  readonly ragged_days: readonly string[];
  readonly time_after: number;
  readonly time_before: number;
}

const SECONDS_PER_DAY = 86_400;

/** How many users reached a threshold in a range of seconds, each once. */
export async function countUsersInRange(
  store: Store,
  range: UsersInRange,
  thresholds: Thresholds,
  signal: AbortSignal,
): Promise<number> {
  const { first_whole_day: first_day, last_whole_day: last_day, ...cut } = range;
  if (countsEverybody(thresholds)) {
    const [question, params] = liesWithinADay(range)
      ? ['devin/active-users-within-a-day', cut]
      : ['devin/active-users', range];
    const [row] = await store.query<{ active_users: string }>(question, { ...params }, signal);
    return Number(row?.active_users ?? 0);
  }
  const { tenant, all_orgs, org_ids, ...edges } = cut;
  const selected = { tenant, all_orgs, org_ids };
  return countAtLeastInRange(
    store,
    selected,
    { range: { first_day, last_day, ...edges }, thresholds },
    signal,
  );
}

/** Both its ends cut one day. */
function liesWithinADay({ time_after, time_before }: UsersInRange): boolean {
  const isCut = (second: number): boolean => second % SECONDS_PER_DAY !== 0;
  const dayOf = (second: number): number => Math.floor(second / SECONDS_PER_DAY);
  return isCut(time_after) && isCut(time_before) && dayOf(time_after) === dayOf(time_before);
}
