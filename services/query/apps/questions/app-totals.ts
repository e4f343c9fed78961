import { columnsAt } from '../../../platform/formats/list';
import { answerInFormat } from '../../../platform/formats/list-answer';
import { json } from '../../../platform/http/answer';
import type { Route } from '../../../platform/http/route';
import { APP_METRICS_COLUMNS, appMetrics, type AppMetricsRow } from '../app-metrics';
import { type AppsContext, appsRoute, pathId, requireUuids } from '../endpoint';
import { notFound } from '../errors';
import { readDepartmentIds } from '../parameters/department-ids';
import { readFormat } from '../parameters/format';
import { readGranularity, readPeriod, storedPeriod } from '../parameters/period';
import { APP_REF_COLUMNS, findApp } from '../references/app-ref';

const COLUMNS = columnsAt({ ...APP_REF_COLUMNS, ...APP_METRICS_COLUMNS });

/**
 * One app in a period: `{period, app, unique_users, active_time_ms, avg_time_ms_per_day, session_count, days_active}`, with
 * zeros where nobody used it (contract 8); a list of one row in other formats. Errors 400, 401, 403, 404 in the family's envelope.
 */
export function appTotals({ store }: AppsContext): Route {
  return appsRoute('/apps/:app_id/utilization', async (request, query) => {
    readGranularity(query);
    const period = readPeriod(query);
    const department_ids = readDepartmentIds(query);
    const format = readFormat(request, query);
    query.settle();

    const place = {
      tenant: request.principal.tenant,
      client_id: pathId(request, 'client_id'),
      app_id: pathId(request, 'app_id'),
    };
    requireUuids([place.client_id, place.app_id], 'App or client not found');
    const [app, [totals]] = await Promise.all([
      findApp(store, place, request.signal),
      store.query<AppMetricsRow>(
        'apps/app-totals',
        { ...place, ...storedPeriod(period), department_ids },
        request.signal,
      ),
    ]);
    if (app === undefined) throw notFound('App or client not found');
    if (totals === undefined) throw new Error('a question without GROUP BY always has one row');
    const metrics = appMetrics(totals);
    return answerInFormat(
      format,
      () => json(200, { period, app, ...metrics }),
      () => ({ name: 'app', columns: COLUMNS, rows: [{ app, ...metrics }] }),
    );
  });
}
