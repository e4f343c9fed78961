import { columnsAt } from '../../../platform/formats/list';
import type { Route } from '../../../platform/http/route';
import { APP_METRICS_COLUMNS, APP_METRICS_FIELDS, type AppMetrics, appMetrics } from '../app-metrics';
import { type AppOfClientRow, type AppsOfClientParams, readAppsOfClient } from '../apps-of-client-list';
import { QueryCursors } from '../cursor';
import { type AppsContext, appsRoute, pathId, requireUuids } from '../endpoint';
import { notFound } from '../errors';
import { answerPagedList, type PagedList } from '../paged-list';
import { readAppFilter } from '../parameters/app-filter';
import { readDepartmentIds } from '../parameters/department-ids';
import { readFormat } from '../parameters/format';
import { readPageRequest, type SortRule } from '../parameters/page-request';
import { readGranularity, readPeriod, storedPeriod } from '../parameters/period';
import { APP_REF_COLUMNS, APP_REF_FIELDS, appRef, type AppRef } from '../references/app-ref';

type AppOfClient = { readonly app: AppRef } & AppMetrics;

const LIST: PagedList<AppOfClientRow, AppOfClient, AppsOfClientParams> = {
  name: 'apps-of-client',
  question: 'apps/apps-of-client',
  fields: [...APP_REF_FIELDS, ...APP_METRICS_FIELDS],
  columns: columnsAt({ ...APP_REF_COLUMNS, ...APP_METRICS_COLUMNS }),
  idOf: (row) => row.id,
  nameField: 'canonical_name',
  readShort: readAppsOfClient,
  present: (row) => ({ app: appRef(row), ...appMetrics(row) }),
};

const FIELDS = [
  'canonical_name',
  'unique_users',
  'active_time',
  'avg_time',
  'session_count',
  'unique_users_change',
  'active_time_change',
  'avg_time_change',
  'session_count_change',
] as const;

const SORT: SortRule<(typeof FIELDS)[number]> = {
  fields: FIELDS,
  defaultField: 'canonical_name',
  defaultOrder: (field) => (field === 'canonical_name' ? 'asc' : 'desc'),
};

/**
 * The apps of one client: rows `{app, unique_users, active_time_ms, avg_time_ms_per_day, session_count, days_active}` for
 * every app with a used day in the primary period, or for those that `filter` asks for (contract 8). Errors 400, 401, 403,
 * 404 in the family's envelope.
 */
export function appsOfClient({ store, cursorKey }: AppsContext): Route {
  return appsRoute('/apps/utilization', async (request, query) => {
    readGranularity(query);
    const period = readPeriod(query);
    const department_ids = readDepartmentIds(query);
    const filter = query.oneOf('filter', ['discovered', 'dropped_off']) ?? '';
    const filters = { department_ids, filter, ...readAppFilter(query) };
    const format = readFormat(request, query);
    const page = readPageRequest(query, SORT);
    query.settle();

    const client = { tenant: request.principal.tenant, client_id: pathId(request, 'client_id') };
    const order = [page.sortBy, page.sortOrder];
    const cursors = new QueryCursors(cursorKey, ['apps-of-client', client, period, filters, order]);
    const after = cursors.open(page.cursor);
    requireUuids([client.client_id], 'Client not found');
    const requireKnown = async (): Promise<void> => {
      const known = await store.query('apps/client', client, request.signal);
      if (known.length === 0) throw notFound('Client not found');
    };
    const params = { ...client, ...storedPeriod(period), ...filters };
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
