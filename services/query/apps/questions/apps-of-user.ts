import { columnsAt } from '../../../platform/formats/list';
import type { Route } from '../../../platform/http/route';
import { QueryCursors } from '../cursor';
import { type AppsContext, appsRoute, pathId, requireUuids } from '../endpoint';
import { notFound } from '../errors';
import { metricColumns, metricWithDelta, type MetricWithDelta } from '../metric-with-delta';
import type { PagedRow } from '../page';
import { answerPagedList, type PagedList } from '../paged-list';
import { readAppFilter } from '../parameters/app-filter';
import { readFormat } from '../parameters/format';
import { readPageRequest, type SortRule } from '../parameters/page-request';
import { readGranularity, readPeriod, storedPeriod } from '../parameters/period';
import { APP_REF_COLUMNS, APP_REF_FIELDS, appRef, type AppRef } from '../references/app-ref';

interface AppOfUserRow extends PagedRow, AppRef {
  readonly avg_time_ms: string;
  readonly avg_time_compare_ms: string | null;
  readonly avg_time_change_tenths: string | null;
  readonly active_time_ms: string;
  readonly active_time_compare_ms: string | null;
  readonly active_time_change_tenths: string | null;
  readonly session_count: string;
  readonly session_count_compare: string | null;
  readonly session_count_change_tenths: string | null;
  readonly days_active: string;
}

interface AppOfUser {
  readonly app: AppRef;
  readonly avg_time_ms_per_day: MetricWithDelta;
  readonly days_active: number;
  readonly active_time_ms: MetricWithDelta;
  readonly session_count: MetricWithDelta;
}

const LIST: PagedList<AppOfUserRow, AppOfUser> = {
  name: 'apps-of-user',
  question: 'apps/apps-of-user',
  fields: [
    ...APP_REF_FIELDS,
    'avg_time_ms',
    'avg_time_compare_ms',
    'avg_time_change_tenths',
    'active_time_ms',
    'active_time_compare_ms',
    'active_time_change_tenths',
    'session_count',
    'session_count_compare',
    'session_count_change_tenths',
    'days_active',
  ],
  columns: columnsAt({
    ...APP_REF_COLUMNS,
    ...metricColumns('avg_time_ms_per_day'),
    days_active: 'integer',
    ...metricColumns('active_time_ms'),
    ...metricColumns('session_count'),
  }),
  idOf: (row) => row.id,
  nameField: 'canonical_name',
  present: (row) => ({
    app: appRef(row),
    avg_time_ms_per_day: metricWithDelta(
      row.avg_time_ms,
      row.avg_time_compare_ms,
      row.avg_time_change_tenths,
    ),
    days_active: Number(row.days_active),
    active_time_ms: metricWithDelta(
      row.active_time_ms,
      row.active_time_compare_ms,
      row.active_time_change_tenths,
    ),
    session_count: metricWithDelta(
      row.session_count,
      row.session_count_compare,
      row.session_count_change_tenths,
    ),
  }),
};

const FIELDS = [
  'avg_time',
  'avg_time_change',
  'active_time',
  'session_count',
  'days_active',
  'canonical_name',
  'active_time_change',
  'session_count_change',
] as const;

const SORT: SortRule<(typeof FIELDS)[number]> = {
  fields: FIELDS,
  defaultField: 'avg_time',
  defaultOrder: (field) => (field === 'canonical_name' ? 'asc' : 'desc'),
};

/**
 * The apps of one user: rows `{app, avg_time_ms_per_day, days_active, active_time_ms, session_count}` for every app with a
 * used day of theirs in the primary period (contract 8). Departments are ignored. Errors 400, 401, 403, 404 in the family's
 * envelope.
 */
export function appsOfUser({ store, cursorKey }: AppsContext): Route {
  return appsRoute('/users/:user_id/utilization/apps', async (request, query) => {
    readGranularity(query);
    const period = readPeriod(query);
    const filters = readAppFilter(query);
    const format = readFormat(request, query);
    const page = readPageRequest(query, SORT);
    query.settle();

    const user = {
      tenant: request.principal.tenant,
      client_id: pathId(request, 'client_id'),
      user_id: request.path.user_id ?? '',
    };
    const order = [page.sortBy, page.sortOrder];
    const cursors = new QueryCursors(cursorKey, ['apps-of-user', user, period, filters, order]);
    const after = cursors.open(page.cursor);
    requireUuids([user.client_id], 'User or client not found');
    const requireKnown = async (): Promise<void> => {
      const known = await store.query('apps/user-of-client', user, request.signal);
      if (known.length === 0) throw notFound('User or client not found');
    };
    const params = { ...user, ...storedPeriod(period), ...filters };
    return answerPagedList(store, LIST, {
      format,
      period,
      page,
      after,
      cursors,
      params,
      requireKnown,
      signal: request.signal,
    });
  });
}
