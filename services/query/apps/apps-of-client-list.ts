import type { QueryParams, Store } from '../../../clickhouse/store';
import type { AppMetricsRow } from './app-metrics';
import { compared, sortFigures, textOf } from './compared';
import { comparedPeriod } from './parameters/period';
import type { PageRequest } from './parameters/page-request';
import type { AppRef } from './references/app-ref';
import { type PlacedRow, sortNumber } from './sorted-page';

/** A row of clickhouse/queries/apps/apps-of-client.sql, without what only a page says. */
export type AppOfClientRow = PlacedRow & AppRef & AppMetricsRow;

export interface AppsOfClientParams extends QueryParams {
  readonly tenant: string;
  readonly client_id: string;
  readonly compare_start_date: string | null;
  readonly compare_end_date: string | null;
  readonly department_ids: readonly string[];
  readonly filter: string;
  readonly q: string;
  readonly is_approved: boolean | null;
  readonly is_favorite: boolean | null;
}

interface Usage {
  readonly id: string;
  readonly unique_users: string;
  readonly days_active: string;
  readonly active_time_ms: string;
  readonly session_count: string;
  readonly compare_users: string;
  readonly compare_days: string;
  readonly compare_time_ms: string;
  readonly compare_sessions: string;
}

type NamedApp = AppRef & { readonly sort_name: string };

/** More apps' ids would make statements that take longer to read than the answer to compute. */
const MOST_APPS = 5_000;

/** All apps of a client that were used in a period, unless they are narrowed, or more than fit into a statement: then undefined. */
export async function readAppsOfClient(
  store: Store,
  params: AppsOfClientParams,
  page: PageRequest,
  signal: AbortSignal,
): Promise<AppOfClientRow[] | undefined> {
  const { department_ids, filter, q, is_approved, is_favorite, ...asked } = params;
  const isNarrowed = department_ids.length > 0 || filter !== '' || q !== '';
  if (isNarrowed || is_approved !== null || is_favorite !== null) return undefined;
  const limited = { ...comparedPeriod(asked), row_limit: MOST_APPS + 1 };
  const used = await store.query<Usage>('apps/usage-of-apps', limited, signal);
  if (used.length > MOST_APPS) return undefined;
  if (used.length === 0) return [];
  const { tenant, client_id } = params;
  const named = await store.query<NamedApp>(
    'apps/named-apps',
    { tenant, client_id, app_ids: used.map(({ id }) => id).sort() },
    signal,
  );
  const names = new Map(named.map((app) => [app.id, app]));
  return used.map((usage) => rowOf(usage, names.get(usage.id), params.compare_start_date !== null, page));
}

/** Without a directory entry an app's name is its id, which has no upper case. */
function unnamed(id: string): NamedApp {
  const nothing = { logo: null, display_colour: null, type: null, is_approved: false, is_favorite: false };
  return { id, canonical_name: id, sort_name: id, ...nothing };
}

function rowOf(
  usage: Usage,
  named: NamedApp = unnamed(usage.id),
  isCompared: boolean,
  page: PageRequest,
): AppOfClientRow {
  const base = (text: string): bigint | null => (isCompared ? BigInt(text) : null);
  const [time, compareTime] = [BigInt(usage.active_time_ms), BigInt(usage.compare_time_ms)];
  const compareDays = BigInt(usage.compare_days);
  const figures = {
    unique_users: compared(BigInt(usage.unique_users), base(usage.compare_users)),
    active_time: compared(time, base(usage.compare_time_ms)),
    avg_time: compared(
      time / BigInt(usage.days_active),
      compareDays === 0n ? null : compareTime / compareDays,
    ),
    session_count: compared(BigInt(usage.session_count), base(usage.compare_sessions)),
  };
  return {
    ...named,
    unique_users: usage.unique_users,
    unique_users_compare: textOf(figures.unique_users.base),
    unique_users_change_tenths: textOf(figures.unique_users.change),
    active_time_ms: usage.active_time_ms,
    active_time_compare_ms: textOf(figures.active_time.base),
    active_time_change_tenths: textOf(figures.active_time.change),
    avg_time_ms: String(figures.avg_time.value),
    avg_time_compare_ms: textOf(figures.avg_time.base),
    avg_time_change_tenths: textOf(figures.avg_time.change),
    session_count: usage.session_count,
    session_count_compare: textOf(figures.session_count.base),
    session_count_change_tenths: textOf(figures.session_count.change),
    days_active: usage.days_active,
    sort_number: sortNumber(sortFigures(figures), page),
  };
}
