import * as figures from './figures';
import type { Rows } from './engines/peer';
import { ORG, TENANT, WIDE_CLIENT, wideApp, type Workload } from './workload';

/** One question, as the service is asked and as the facts are in SQL; all of them answer the same rows. */
export interface BenchQuestion {
  readonly name: string;
  readonly group: Group;
  readonly path: string;
  /** The page asked for, counted from 1. */
  readonly page: number;
  /** The rows of an answer's body, in the shape of the SQL's. */
  readonly rowsOf: (body: unknown) => Rows;
  /** Its file below raw/ and peer/, and the texts of its places there. */
  readonly sql: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Which kind of event changes its answer. */
  readonly touchedBy: 'winter-session' | 'spring-session' | 'app-usage';
}

/** Which goal a question counts for. */
export type Group =
  | 'enterprise'
  | 'organization'
  | 'enterprise-thresholds'
  | 'organization-thresholds'
  | 'engagement'
  | 'retention'
  | 'users-of-app'
  | 'apps-of-client';

const PAGE_SIZE = 10;

export function benchQuestions(workload: Workload): BenchQuestion[] {
  return [
    ...[false, true].flatMap((thresholds) =>
      ['enterprise', 'organization'].flatMap((scope) => devinQuestions(scope === 'organization', thresholds)),
    ),
    engagement(),
    retention(),
    ...usersOfApp(wideApp(workload)),
    appsOfClient(),
  ];
}

function devinQuestions(ofOne: boolean, thresholds: boolean): BenchQuestion[] {
  const place = ofOne ? `organizations/${ORG}` : 'enterprise';
  const scope = ofOne ? 'one organization' : 'enterprise';
  const suffix = thresholds ? '-thresholds' : '';
  const common = {
    group: `${ofOne ? 'organization' : 'enterprise'}${suffix}` as Group,
    page: 1,
    touchedBy: 'winter-session' as const,
  };
  const org = ofOne ? `org_id = '${ORG}'` : '1 = 1';
  const name = (what: string): string => `${what}, ${scope}${thresholds ? ', thresholds 3/3' : ''}`;
  const path = (metric: string, after: string, before: string): string =>
    `/v3/${place}/metrics/${metric}?time_after=${seconds(after)}&time_before=${seconds(before)}` +
    (thresholds ? '&min_sessions=3&min_searches=3' : '');
  const series = (what: string, unit: string, metric: string, first: string, end: string): BenchQuestion => ({
    ...common,
    name: name(what),
    path: path(metric, first, end),
    rowsOf: figures.series,
    sql: `series${suffix}`,
    texts: { tenant: TENANT, org, unit, first, end, last: dayBefore(end) },
  });
  const [after, before] = ['2025-09-20T06:12:00Z', '2025-12-19T17:45:30Z'];
  return [
    series('DAU 90 days', 'day', 'dau', '2025-10-03', '2026-01-01'),
    series('DAU 365 days', 'day', 'dau', '2025-01-01', '2026-01-01'),
    series('WAU 52 weeks', 'week', 'wau', '2024-12-30', '2025-12-29'),
    series('MAU 12 months', 'month', 'mau', '2025-01-01', '2026-01-01'),
    {
      ...common,
      name: name('active-users 90 days, ragged'),
      path: path('active-users', after, before),
      rowsOf: figures.activeUsers,
      sql: `active-users${suffix}`,
      texts: {
        tenant: TENANT,
        org,
        first: after.slice(0, 10),
        last: before.slice(0, 10),
        after: sqlTime(after),
        before: sqlTime(before),
      },
    },
  ];
}

function engagement(): BenchQuestion {
  return {
    name: 'engagement active-users 30 days',
    group: 'engagement',
    path: '/api/v1/engagement-dashboard/users/active-users?start=2025-11-30T00:00:00.000Z&end=2025-12-29T00:00:00.000Z',
    page: 1,
    rowsOf: figures.engagement,
    sql: 'engagement',
    texts: { tenant: TENANT, first: '2025-11-30', last: '2025-12-29', end: '2025-12-30' },
    touchedBy: 'winter-session',
  };
}

function retention(): BenchQuestion {
  const [first, end] = ['2025-03-03', '2025-05-26'];
  return {
    name: 'retention 12 x 12 weeks',
    group: 'retention',
    path: `/v1/metrics/retention?bucket=week&time_after=${seconds(first)}&time_before=${seconds(end)}`,
    page: 1,
    rowsOf: figures.retention,
    sql: 'retention',
    texts: { tenant: TENANT, first, last: '2025-05-19' },
    touchedBy: 'spring-session',
  };
}

const PERIOD = { start: '2025-12-04', end: '2025-12-31', compare_start: '2025-11-06' };
const COMPARISON = `&compare_start_date=${PERIOD.compare_start}&compare_end_date=2025-12-03`;
const APPS = `/v2/clients/${WIDE_CLIENT}/analytics/apps`;
const DAILY = `granularity=daily&start_date=${PERIOD.start}&end_date=${PERIOD.end}`;
const SORTS: Readonly<Record<string, string>> = {
  avg_time: 'avg_time DESC',
  avg_time_change: 'avg_time_change DESC NULLS LAST',
  days_active: 'days DESC',
  username: 'lower(username)',
};

function usersOfApp(app: string): BenchQuestion[] {
  const ask = (sort: string, page: number, compares: boolean): BenchQuestion => ({
    name: `users of an app by ${sort}, page ${page}${compares ? ', compared' : ''}`,
    group: 'users-of-app',
    path:
      `${APPS}/${app}/utilization/users?${DAILY}${compares ? COMPARISON : ''}&page_size=${PAGE_SIZE}&sort_by=${sort}` +
      (sort === 'username' ? '&sort_order=asc' : ''),
    page,
    rowsOf: figures.usersOfApp,
    sql: 'users-of-app',
    texts: {
      ...PERIOD,
      compare_start: compares ? PERIOD.compare_start : PERIOD.start,
      tenant: TENANT,
      client: WIDE_CLIENT,
      app,
      order: SORTS[sort] ?? '',
      offset: String((page - 1) * PAGE_SIZE),
    },
    touchedBy: 'app-usage',
  });
  return [
    ask('avg_time', 1, false),
    ...Object.keys(SORTS).flatMap((sort) => [ask(sort, 1, true), ask(sort, 100, true)]),
  ];
}

function appsOfClient(): BenchQuestion {
  return {
    name: 'apps of a client, compared',
    group: 'apps-of-client',
    path: `${APPS}/utilization?${DAILY}${COMPARISON}&page_size=20&sort_by=unique_users&sort_order=desc`,
    page: 1,
    rowsOf: figures.appsOfClient,
    sql: 'apps-of-client',
    texts: { ...PERIOD, tenant: TENANT, client: WIDE_CLIENT },
    touchedBy: 'app-usage',
  };
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

function sqlTime(time: string): string {
  return time.replace('T', ' ').replace('Z', '');
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
