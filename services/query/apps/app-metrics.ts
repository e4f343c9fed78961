import type { ColumnType } from '../../platform/formats/list';
import { metricColumns, metricWithDelta, type MetricWithDelta } from './metric-with-delta';

/** What everybody's usage of one app adds up to. Milliseconds; `days_active` never has a delta. */
export interface AppMetrics {
  readonly unique_users: MetricWithDelta;
  readonly active_time_ms: MetricWithDelta;
  /** Over the days on which anybody used the app, so it may exceed a day's length. */
  readonly avg_time_ms_per_day: MetricWithDelta;
  readonly session_count: MetricWithDelta;
  readonly days_active: number;
}

/** The columns that the questions about an app's totals share. */
export interface AppMetricsRow {
  readonly unique_users: string;
  readonly unique_users_compare: string | null;
  readonly unique_users_change_tenths: string | null;
  readonly active_time_ms: string;
  readonly active_time_compare_ms: string | null;
  readonly active_time_change_tenths: string | null;
  readonly avg_time_ms: string;
  readonly avg_time_compare_ms: string | null;
  readonly avg_time_change_tenths: string | null;
  readonly session_count: string;
  readonly session_count_compare: string | null;
  readonly session_count_change_tenths: string | null;
  readonly days_active: string;
}

export const APP_METRICS_FIELDS = [
  'unique_users',
  'unique_users_compare',
  'unique_users_change_tenths',
  'active_time_ms',
  'active_time_compare_ms',
  'active_time_change_tenths',
  'avg_time_ms',
  'avg_time_compare_ms',
  'avg_time_change_tenths',
  'session_count',
  'session_count_compare',
  'session_count_change_tenths',
  'days_active',
] as const satisfies readonly (keyof AppMetricsRow)[];

/** A row's metrics in a flat list. */
export const APP_METRICS_COLUMNS: Readonly<Record<string, ColumnType>> = {
  ...metricColumns('unique_users'),
  ...metricColumns('active_time_ms'),
  ...metricColumns('avg_time_ms_per_day'),
  ...metricColumns('session_count'),
  days_active: 'integer',
};

export function appMetrics(row: AppMetricsRow): AppMetrics {
  return {
    unique_users: metricWithDelta(row.unique_users, row.unique_users_compare, row.unique_users_change_tenths),
    active_time_ms: metricWithDelta(
      row.active_time_ms,
      row.active_time_compare_ms,
      row.active_time_change_tenths,
    ),
    avg_time_ms_per_day: metricWithDelta(
      row.avg_time_ms,
      row.avg_time_compare_ms,
      row.avg_time_change_tenths,
    ),
    session_count: metricWithDelta(
      row.session_count,
      row.session_count_compare,
      row.session_count_change_tenths,
    ),
    days_active: Number(row.days_active),
  };
}
