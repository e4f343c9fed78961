import { columnsAt } from '../../../platform/formats/list';
import { answerInFormat } from '../../../platform/formats/list-answer';
import { json } from '../../../platform/http/answer';
import type { Route } from '../../../platform/http/route';
import { dayOfIsoDate, isoDate } from '../../dates/storable-days';
import { bucketDays } from '../buckets';
import { type AppsContext, appsRoute, pathId, requireUuids } from '../endpoint';
import { notFound } from '../errors';
import { readDepartmentIds } from '../parameters/department-ids';
import { readFormat } from '../parameters/format';
import { readGranularity, readPrimaryPeriod, storedPeriod } from '../parameters/period';
import type { QueryReader } from '../parameters/query-reader';
import { findApp } from '../references/app-ref';

const LABELS = {
  'active-time': 'Active Time',
  'session-count': 'Session Count',
  'user-count': 'User Count',
} as const;
type Metric = keyof typeof LABELS;
const METRICS = Object.keys(LABELS) as Metric[];

interface Point {
  readonly date: string;
  readonly value: number;
}

const COLUMNS = columnsAt<Point>({ date: 'text', value: 'integer' });

interface BucketRow {
  readonly bucket_day: number;
  readonly value: string;
}

/**
 * One metric of one app over a period: `{metric, label, period, data: [{date, value}]}`, a point for every date, week, month
 * or quarter that overlaps the period, zeros included; `user-count` is distinct inside the bucket (contract 8). Errors 400,
 * 401, 403, 404 in the family's envelope.
 */
export function appActivity({ store }: AppsContext): Route {
  return appsRoute('/apps/:app_id/activity', async (request, query) => {
    const metric = readMetric(query);
    const granularity = readGranularity(query);
    const period = readPrimaryPeriod(query);
    const department_ids = readDepartmentIds(query);
    const format = readFormat(request, query);
    query.settle();

    const place = {
      tenant: request.principal.tenant,
      client_id: pathId(request, 'client_id'),
      app_id: pathId(request, 'app_id'),
    };
    requireUuids([place.client_id, place.app_id], 'App or client not found');
    const { start_date, end_date } = storedPeriod(period);
    const bucket_days = bucketDays(
      granularity,
      dayOfIsoDate(period.start_date),
      dayOfIsoDate(period.end_date),
    );
    const [app, rows] = await Promise.all([
      findApp(store, place, request.signal),
      store.query<BucketRow>(
        'apps/app-activity',
        { ...place, start_date, end_date, department_ids, metric, bucket_days },
        request.signal,
      ),
    ]);
    if (app === undefined) throw notFound('App or client not found');
    const values = new Map(rows.map((row) => [row.bucket_day, Number(row.value)]));
    const data = bucket_days.map((day) => ({ date: isoDate(day), value: values.get(day) ?? 0 }));
    return answerInFormat(
      format,
      () => json(200, { metric, label: LABELS[metric], period, data }),
      () => ({ name: `app-activity-${metric}`, columns: COLUMNS, rows: data }),
    );
  });
}

function readMetric(query: QueryReader): Metric {
  query.require('metric');
  return query.oneOf('metric', METRICS) ?? 'active-time';
}
