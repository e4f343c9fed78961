import type { QueryParams, Store } from '../../../clickhouse/store';
import type { DaySpan } from '../../../clickhouse/writes';
import { spanOfDates } from '../dates/storable-days';
import type { AppMetricsRow } from './app-metrics';
import { compared, sortFigures, textOf } from './compared';
import { type AppDay, readDaysOfApps } from './days-of-apps';
import { comparedPeriod } from './parameters/period';
import type { PageRequest } from './parameters/page-request';
import type { AppRef } from './references/app-ref';
import { type PlacedRow, sortNumber } from './sorted-page';

/** A row of clickhouse/queries/apps/apps-of-client.sql, without what only a page says. */
export type AppOfClientRow = PlacedRow & AppRef & AppMetricsRow;

export interface AppsOfClientParams extends QueryParams {
  readonly tenant: string;
  readonly client_id: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly compare_start_date: string | null;
  readonly compare_end_date: string | null;
  readonly department_ids: readonly string[];
  readonly filter: string;
  readonly q: string;
  readonly is_approved: boolean | null;
  readonly is_favorite: boolean | null;
}

interface Users {
  readonly id: string;
  readonly unique_users: string;
  readonly compare_users: string;
}

/** What an app was used in one period. */
interface Usage {
  days: bigint;
  time_ms: bigint;
  sessions: bigint;
}

type NamedApp = AppRef & { readonly sort_name: string };

/** More apps' ids would make statements that take longer to read than the answer to compute. */
const MOST_APPS = 5_000;
/** More would be longer to add up here than in the engine. */
const MOST_APP_DAYS = 100_000;

/**
 * All apps of a client that were used in a period, unless they are narrowed, or there are more than are soon added up here: then
 * undefined. What can be added up from day to day is, so that after new usage only its days are read; only people are counted
 * over the whole period.
 */
export async function readAppsOfClient(
  store: Store,
  params: AppsOfClientParams,
  page: PageRequest,
  signal: AbortSignal,
): Promise<AppOfClientRow[] | undefined> {
  const { department_ids, filter, q, is_approved, is_favorite, ...asked } = params;
  const isNarrowed = department_ids.length > 0 || filter !== '' || q !== '';
  if (isNarrowed || is_approved !== null || is_favorite !== null) return undefined;
  const periods = comparedPeriod(asked);
  const spans = [
    spanOfDates(periods.start_date, periods.end_date),
    spanOfDates(periods.compare_start_date, periods.compare_end_date),
  ] as const;
  const users = await store.query<Users>(
    'apps/users-of-apps',
    { ...periods, row_limit: MOST_APPS + 1 },
    signal,
  );
  const dayCount = spans.reduce((sum, { firstDay, lastDay }) => sum + lastDay - firstDay + 1, 0);
  if (users.length > MOST_APPS || users.length * dayCount > MOST_APP_DAYS) return undefined;
  const used = users.filter(({ unique_users }) => unique_users !== '0');
  if (used.length === 0) return [];
  const { tenant, client_id } = params;
  const client = { tenant, client_id };
  const [days, named] = await Promise.all([
    readDaysOfApps(store, client, { spans, appCount: users.length }, signal),
    store.query<NamedApp>('apps/named-apps', { ...client, app_ids: used.map(({ id }) => id).sort() }, signal),
  ]);
  const [usage, comparison] = spans.map((span) => addedUp(days, span));
  const names = new Map(named.map((app) => [app.id, app]));
  return used.flatMap((app) => {
    const primary = usage?.get(app.id);
    // Erased in between.
    if (primary === undefined) return [];
    const base = params.compare_start_date === null ? undefined : (comparison?.get(app.id) ?? UNUSED);
    return [rowOf(app, { primary, base }, names.get(app.id), page)];
  });
}

const UNUSED: Readonly<Usage> = { days: 0n, time_ms: 0n, sessions: 0n };

/** By app. */
function addedUp(
  days: ReadonlyMap<number, readonly AppDay[]>,
  { firstDay, lastDay }: DaySpan,
): ReadonlyMap<string, Readonly<Usage>> {
  const usage = new Map<string, Usage>();
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const { id, active_ms, sessions } of days.get(day) ?? []) {
      const sums = usage.get(id) ?? { ...UNUSED };
      usage.set(id, sums);
      sums.days += 1n;
      sums.time_ms += BigInt(active_ms);
      sums.sessions += BigInt(sessions);
    }
  }
  return usage;
}

/** Without a directory entry an app's name is its id, which has no upper case. */
function unnamed(id: string): NamedApp {
  const nothing = { logo: null, display_colour: null, type: null, is_approved: false, is_favorite: false };
  return { id, canonical_name: id, sort_name: id, ...nothing };
}

function rowOf(
  { id, unique_users, compare_users }: Users,
  { primary, base }: { readonly primary: Readonly<Usage>; readonly base: Readonly<Usage> | undefined },
  named: NamedApp = unnamed(id),
  page: PageRequest,
): AppOfClientRow {
  const average = ({ time_ms, days }: Readonly<Usage>): bigint | null =>
    days === 0n ? null : time_ms / days;
  const figures = {
    unique_users: compared(BigInt(unique_users), base ? BigInt(compare_users) : null),
    active_time: compared(primary.time_ms, base ? base.time_ms : null),
    avg_time: compared(primary.time_ms / primary.days, base ? average(base) : null),
    session_count: compared(primary.sessions, base ? base.sessions : null),
  };
  return {
    ...named,
    unique_users,
    unique_users_compare: textOf(figures.unique_users.base),
    unique_users_change_tenths: textOf(figures.unique_users.change),
    active_time_ms: String(figures.active_time.value),
    active_time_compare_ms: textOf(figures.active_time.base),
    active_time_change_tenths: textOf(figures.active_time.change),
    avg_time_ms: String(figures.avg_time.value),
    avg_time_compare_ms: textOf(figures.avg_time.base),
    avg_time_change_tenths: textOf(figures.avg_time.change),
    session_count: String(figures.session_count.value),
    session_count_compare: textOf(figures.session_count.base),
    session_count_change_tenths: textOf(figures.session_count.change),
    days_active: String(primary.days),
    sort_number: sortNumber(sortFigures(figures), page),
  };
}
