import type { UsedDate } from '../used-dates';
import { averagePerDay, distinctDates } from './app-users';
import { metric } from './metric';
import type { Metric } from './metric';

/** What an app's usage adds up to, beside a comparison. */
export interface AppFigures {
  readonly unique_users: Metric;
  readonly active_time_ms: Metric;
  readonly avg_time_ms_per_day: Metric;
  readonly session_count: Metric;
  readonly days_active: number;
}

/** `compared` is null where no comparison was asked for. A sum over nothing is 0, an average over nothing is unknown. */
export function appFigures(primary: readonly UsedDate[], compared: readonly UsedDate[] | null): AppFigures {
  const figure = (of: (used: readonly UsedDate[]) => number): Metric =>
    metric(of(primary), compared === null ? null : of(compared));
  return {
    unique_users: figure((used) => new Set(used.map(({ userId }) => userId)).size),
    active_time_ms: figure((used) => used.reduce((sum, { activeMs }) => sum + activeMs, 0)),
    avg_time_ms_per_day: metric(
      averagePerDay(primary) ?? 0,
      compared === null ? null : averagePerDay(compared),
    ),
    session_count: figure((used) => used.reduce((sum, { sessionCount }) => sum + sessionCount, 0)),
    days_active: distinctDates(primary),
  };
}
