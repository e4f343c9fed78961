import type { Facts } from '../facts';
import type { UsedDate } from '../used-dates';
import { flooredAverage, metric } from './metric';
import type { Metric } from './metric';
import { inComparison, inPrimary, periodOf } from './period';
import type { Period, PeriodQuestion } from './period';
import { sortRows } from './sorting';
import type { SortKeys, SortOrder } from './sorting';
import { inDepartments, userRef } from './user-ref';
import type { UserRef } from './user-ref';

export const APP_USERS_SORTS = ['avg_time', 'avg_time_change', 'days_active', 'username'] as const;

export interface AppUsersQuestion extends PeriodQuestion {
  readonly client_id: string;
  readonly app_id: string;
  readonly department_ids?: readonly string[];
  readonly sort_by?: (typeof APP_USERS_SORTS)[number];
  readonly sort_order?: SortOrder;
}

export interface AppUserRow {
  readonly user: UserRef;
  readonly avg_time_ms_per_day: Metric;
  readonly days_active: number;
}

export interface AppUsersBody {
  readonly period: Period;
  readonly data: readonly AppUserRow[];
  readonly total_count: number;
  readonly next_cursor: null;
}

/** `apps/{app_id}/utilization/users`, the whole list: pages put together must equal its `data`. */
export function appUsers(facts: Facts, question: AppUsersQuestion): AppUsersBody {
  const { sort_by = 'avg_time', sort_order = 'desc' } = question;
  const clientId = question.client_id.toLowerCase();
  const appId = question.app_id.toLowerCase();
  const period = periodOf(question);
  const belongs = inDepartments(facts, clientId, question.department_ids);
  const usage = facts.usedDates.filter(
    (used) => used.clientId === clientId && used.appId === appId && belongs(used.userId),
  );
  const primary = byUser(usage.filter(inPrimary(period)));
  const inCompared = inComparison(period);
  const compared = byUser(inCompared === null ? [] : usage.filter(inCompared));
  const rows = [...primary].map(([userId, used]): AppUserRow => ({
    user: userRef(facts, clientId, userId),
    avg_time_ms_per_day: metric(averagePerDay(used) ?? 0, averagePerDay(compared.get(userId) ?? [])),
    days_active: distinctDates(used),
  }));
  const data = sortRows(rows, sort_order, (row) => sortKeys(row, sort_by));
  return { period, data, total_count: data.length, next_cursor: null };
}

/** floor(sum of active ms / distinct used dates); null without any used date. */
export function averagePerDay(used: readonly UsedDate[]): number | null {
  return flooredAverage(
    used.reduce((sum, { activeMs }) => sum + activeMs, 0),
    distinctDates(used),
  );
}

export function distinctDates(used: readonly UsedDate[]): number {
  return new Set(used.map(({ date }) => date)).size;
}

function byUser(used: readonly UsedDate[]): Map<string, UsedDate[]> {
  const users = new Map<string, UsedDate[]>();
  for (const one of used) users.set(one.userId, [...(users.get(one.userId) ?? []), one]);
  return users;
}

function sortKeys(row: AppUserRow, sortBy: (typeof APP_USERS_SORTS)[number]): SortKeys {
  const keys = {
    avg_time: row.avg_time_ms_per_day.value,
    avg_time_change: row.avg_time_ms_per_day.change_pct,
    days_active: row.days_active,
    username: row.user.username.toLowerCase(),
  };
  return { key: keys[sortBy], name: row.user.username, id: row.user.id };
}
