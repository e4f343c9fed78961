import { columnsAt } from '../../../platform/formats/list';
import { type AppsContext, appsRoute, pathId, requireUuids } from '../endpoint';
import { QueryCursors } from '../cursor';
import { notFound } from '../errors';
import { metricColumns, metricWithDelta, type MetricWithDelta } from '../metric-with-delta';
import { answerPagedList, type PagedList } from '../paged-list';
import { readDepartmentIds } from '../parameters/department-ids';
import { readFormat } from '../parameters/format';
import { readPageRequest, type SortRule } from '../parameters/page-request';
import { readGranularity, readPeriod, storedPeriod } from '../parameters/period';
import { findApp } from '../references/app-ref';
import { USER_REF_COLUMNS, USER_REF_FIELDS, type UserRef, userRef } from '../references/user-ref';
import { readUsersOfApp, type UserOfAppRow, type UsersOfAppParams } from '../users-of-app-list';
import type { Route } from '../../../platform/http/route';

interface UserOfApp {
  readonly user: UserRef;
  readonly avg_time_ms_per_day: MetricWithDelta;
  readonly days_active: number;
}

const LIST: PagedList<UserOfAppRow, UserOfApp, UsersOfAppParams> = {
  name: 'users-of-app',
  question: 'apps/users-of-app',
  fields: [...USER_REF_FIELDS, 'avg_time_ms', 'avg_time_compare_ms', 'avg_time_change_tenths', 'days_active'],
  columns: columnsAt({
    ...USER_REF_COLUMNS,
    ...metricColumns('avg_time_ms_per_day'),
    days_active: 'integer',
  }),
  idOf: (row) => row.user_id,
  nameField: 'username',
  readShort: readUsersOfApp,
  present: (row) => ({
    user: userRef(row),
    avg_time_ms_per_day: metricWithDelta(
      row.avg_time_ms,
      row.avg_time_compare_ms,
      row.avg_time_change_tenths,
    ),
    days_active: Number(row.days_active),
  }),
};

const SORT: SortRule<'avg_time' | 'avg_time_change' | 'days_active' | 'username'> = {
  fields: ['avg_time', 'avg_time_change', 'days_active', 'username'],
  defaultField: 'avg_time',
  defaultOrder: () => 'desc',
};

/**
 * The users of one app, seed 004: rows `{user, avg_time_ms_per_day, days_active}` for everybody with a used day in the
 * primary period, of the departments asked for. Milliseconds are whole; errors 400, 401, 403, 404 in the family's envelope.
 */
export function usersOfApp({ store, cursorKey }: AppsContext): Route {
  return appsRoute('/apps/:app_id/utilization/users', async (request, query) => {
    readGranularity(query);
    const period = readPeriod(query);
    const department_ids = readDepartmentIds(query);
    const format = readFormat(request, query);
    const page = readPageRequest(query, SORT);
    query.settle();

    const app = {
      tenant: request.principal.tenant,
      client_id: pathId(request, 'client_id'),
      app_id: pathId(request, 'app_id'),
    };
    const order = [page.sortBy, page.sortOrder];
    const cursors = new QueryCursors(cursorKey, ['users-of-app', app, period, department_ids, order]);
    const after = cursors.open(page.cursor);
    requireUuids([app.client_id, app.app_id], 'App or client not found');
    const requireKnown = async (): Promise<void> => {
      if ((await findApp(store, app, request.signal)) === undefined)
        throw notFound('App or client not found');
    };
    const params = { ...app, ...storedPeriod(period), department_ids };
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
