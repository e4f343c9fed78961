import type { QueryParams, Store } from '../../../clickhouse/store';
import { isoDate } from '../dates/storable-days';
import { countAtLeastInRange } from './at-least';
import { bitmapScopes } from './scope';
import { countsEverybody, thresholdParams, type Thresholds } from './thresholds';

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
const MS_PER_DAY = SECONDS_PER_DAY * 1000;

/** How many users reached a threshold in a range of seconds, each once. Read again only when its days were written about. */
export async function countUsersInRange(
  store: Store,
  range: UsersInRange,
  thresholds: Thresholds,
  signal: AbortSignal,
): Promise<number> {
  const days = { firstDay: dayOf(range.time_after), lastDay: dayOf(range.time_before - 1) };
  const params = { ...range, ...thresholdParams(thresholds) };
  const counts = await store.keptByBucket(
    { question: 'devin/active-users', params, buckets: [days] },
    async () => new Map([[days.firstDay, await readUsersInRange(store, range, thresholds, signal)]]),
  );
  return Number(counts.get(days.firstDay));
}

async function readUsersInRange(
  store: Store,
  range: UsersInRange,
  thresholds: Thresholds,
  signal: AbortSignal,
): Promise<number> {
  const { first_whole_day: first_day, last_whole_day: last_day, ...cut } = range;
  if (countsEverybody(thresholds)) {
    const [question, params] = liesWithinADay(range)
      ? ['devin/active-users-within-a-day', { ...cut }]
      : ['devin/active-users', wholeAndCutDays(range)];
    const [row] = await store.query<{ active_users: string }>(question, params, signal);
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

/** Before the first cut, and after the last, nothing of a day counts; where an end cuts no day, nobody is on that side. */
function wholeAndCutDays(range: UsersInRange): QueryParams {
  const { tenant, all_orgs, org_ids, first_whole_day, last_whole_day, time_after, time_before } = range;
  return {
    ...{ tenant, all_orgs, org_ids, first_whole_day, last_whole_day },
    scopes: bitmapScopes(range),
    first_cut_day: isoDate(isCut(time_after) ? dayOf(time_after) : 0),
    first_cut_ms: isCut(time_after) ? msOf(time_after) : MS_PER_DAY,
    last_cut_day: isoDate(isCut(time_before) ? dayOf(time_before) : 0),
    last_cut_ms: isCut(time_before) ? msOf(time_before) : 0,
  };
}

/** Both its ends cut one day. */
function liesWithinADay({ time_after, time_before }: UsersInRange): boolean {
  return isCut(time_after) && isCut(time_before) && dayOf(time_after) === dayOf(time_before);
}

function isCut(second: number): boolean {
  return second % SECONDS_PER_DAY !== 0;
}

function dayOf(second: number): number {
  return Math.floor(second / SECONDS_PER_DAY);
}

function msOf(second: number): number {
  return (second % SECONDS_PER_DAY) * 1000;
}
