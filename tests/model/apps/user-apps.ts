import type { Facts } from '../facts';
import { appFigures } from './app-figures';
import type { AppFigures } from './app-figures';
import { passes } from './app-list';
import { appRef } from './app-ref';
import type { AppRef } from './app-ref';
import { inComparison, inPrimary, periodOf } from './period';
import type { PeriodQuestion } from './period';
import { sortRows } from './sorting';
import type { SortOrder } from './sorting';

const KEYS = {
  avg_time: (row: UserAppRow) => row.avg_time_ms_per_day.value,
  avg_time_change: (row: UserAppRow) => row.avg_time_ms_per_day.change_pct,
  active_time: (row: UserAppRow) => row.active_time_ms.value,
  active_time_change: (row: UserAppRow) => row.active_time_ms.change_pct,
  session_count: (row: UserAppRow) => row.session_count.value,
  session_count_change: (row: UserAppRow) => row.session_count.change_pct,
  days_active: (row: UserAppRow) => row.days_active,
  canonical_name: ({ app }: UserAppRow) => app.canonical_name.toLowerCase(),
} as const;

export type UserAppsSort = keyof typeof KEYS;
export const USER_APPS_SORTS = Object.keys(KEYS) as UserAppsSort[];

export interface UserAppsQuestion extends PeriodQuestion {
  readonly client_id: string;
  readonly user_id: string;
  readonly q?: string;
  readonly is_approved?: boolean;
  readonly is_favorite?: boolean;
  readonly sort_by?: UserAppsSort;
  readonly sort_order?: SortOrder;
}

type UserAppRow = { readonly app: AppRef } & Omit<AppFigures, 'unique_users'>;

/** `users/{user_id}/utilization/apps`, the whole list. */
export function userApps(facts: Facts, question: UserAppsQuestion): object {
  const clientId = question.client_id.toLowerCase();
  const period = periodOf(question);
  const inCompared = inComparison(period);
  const usage = facts.usedDates.filter(
    (used) => used.clientId === clientId && used.userId === question.user_id,
  );
  const used = usage.filter(inPrimary(period));
  const rows = [...new Set(used.map(({ appId }) => appId))].map((appId): UserAppRow => {
    const ofApp = usage.filter((one) => one.appId === appId);
    const figures = appFigures(ofApp.filter(inPrimary(period)), inCompared && ofApp.filter(inCompared));
    const { avg_time_ms_per_day, days_active, active_time_ms, session_count } = figures;
    const app = appRef(facts, clientId, appId);
    return { app, avg_time_ms_per_day, days_active, active_time_ms, session_count };
  });
  const { sort_by = 'avg_time', sort_order = sort_by === 'canonical_name' ? 'asc' : 'desc' } = question;
  const data = sortRows(
    rows.filter(({ app }) => passes(app, question)),
    sort_order,
    (row) => ({ key: KEYS[sort_by](row), name: row.app.canonical_name, id: row.app.id }),
  );
  return { period, data, total_count: data.length, next_cursor: null };
}
