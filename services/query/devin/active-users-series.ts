import type { BucketValues } from '../../../clickhouse/kept-buckets';
import type { Store } from '../../../clickhouse/store';
import type { DaySpan } from '../../../clickhouse/writes';
import { DATE_SPAN, dayOfIsoDate, isoDate, runsOf, spanOf, storableDays } from '../dates/storable-days';
import { countAtLeastByBucket, type Days } from './at-least';
import { answerActiveUsers } from './active-users-answer';
import { activeUsersJson } from './active-users-json';
import { type Bucket, type BucketKind, bucketsOverlapping, endOf, startOf } from './buckets';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import {
  enterpriseScope,
  type Organizations,
  organizationParams,
  organizationScope,
  bitmapScopes,
} from './scope';
import { countsEverybody, readThresholds, thresholdParams, type Thresholds } from './thresholds';
import { MAX_SERIES_RANGE_DAYS, readTimeRange } from './time-range';

/** Daily active users: one entry for every UTC day that overlaps the range. */
export const dau = series('dau', 'day');
/** Weekly active users: one entry for every ISO week that overlaps the range. */
export const wau = series('wau', 'week');
/** Monthly active users: one entry for every calendar month that overlaps the range. */
export const mau = series('mau', 'month');

/**
 * `GET .../metrics/dau|wau|mau`: `[{start_time, end_time, active_users}]`, ascending, zeros included; a bucket is always
 * whole, `end_time` its last second (contract 6).
 */
function series(name: string, kind: BucketKind): Question {
  return {
    name,
    scopes: [enterpriseScope, organizationScope],
    async answer(store, scope, request) {
      const problems: Problem[] = [];
      const range = readTimeRange(request.query, problems, MAX_SERIES_RANGE_DAYS);
      const organizations = scope.selectOrganizations(request, problems);
      const thresholds = readThresholds(request.query, problems);
      const format = readFormat(request, problems);
      if (!range || !organizations || !thresholds || !format) return unprocessable(problems);

      const buckets = bucketsOverlapping(kind, range);
      const tenant = request.principal.tenant;
      const counts = await countUsers(
        store,
        { name, kind, tenant, buckets, organizations, thresholds },
        request.signal,
      );
      const entries = buckets.map((bucket) => ({
        startTime: startOf(bucket),
        endTime: endOf(bucket),
        activeUsers: String(countOf(bucket, counts)),
      }));
      return answerActiveUsers(format, name, entries, () => `[${entries.map(activeUsersJson).join(',')}]`);
    },
  };
}

interface Asked {
  readonly name: string;
  readonly kind: BucketKind;
  readonly tenant: string;
  readonly buckets: readonly Bucket[];
  readonly organizations: Organizations;
  readonly thresholds: Thresholds;
}

/** The users of each bucket that has any, by the bucket's first day that can be stored. Only what may have changed is read. */
async function countUsers(
  store: Store,
  { name, kind, tenant, buckets, organizations, thresholds }: Asked,
  signal: AbortSignal,
): Promise<BucketValues> {
  const selected = { tenant, ...organizationParams(organizations) };
  const spans = buckets.flatMap((bucket) => storableDays(bucket, DATE_SPAN) ?? []);
  if (countsEverybody(thresholds)) {
    const asked = {
      question: `devin/${name}`,
      params: { tenant, scopes: bitmapScopes(selected) },
      buckets: spans,
    };
    return store.keptByBucket(asked, async (missing) => {
      const params = { ...asked.params, ...daysOf(missing) };
      const rows = await store.query<{ first_day: string; active_users: string }>(
        asked.question,
        params,
        signal,
      );
      return new Map(rows.map((row) => [dayOfIsoDate(row.first_day), row.active_users]));
    });
  }
  const params = { ...selected, bucket: kind, ...thresholdParams(thresholds) };
  return store.keptByBucket({ question: 'devin/at-least', params, buckets: spans }, (missing) =>
    countAtLeastByBucket(store, params, statementsOf(missing, kind, organizations), signal),
  );
}

/** ClickHouse knows no day before 1970: the week of that new year begins on its first day there. */
function countOf(bucket: Bucket, counts: BucketValues): string | number {
  const days = storableDays(bucket, DATE_SPAN);
  return (days && counts.get(days.firstDay)) ?? 0;
}

/**
 * A quarter of a year, where all organizations are asked about: its users by bucket still fit into memory, where those of a
 * year would go on on disk.
 */
const BUCKETS_A_STATEMENT: Readonly<Record<BucketKind, number>> = { day: 91, week: 13, month: 3 };

/** Buckets to read, in spans that are no longer than one statement should read. */
function statementsOf(
  buckets: readonly DaySpan[],
  kind: BucketKind,
  organizations: Organizations,
): readonly Days[] {
  const atOnce = organizations === 'all' ? BUCKETS_A_STATEMENT[kind] : Infinity;
  return runsOf(buckets, atOnce).map((run) => daysOf([run]));
}

function daysOf(buckets: readonly DaySpan[]): Days {
  const { firstDay, lastDay } = spanOf(buckets);
  return { first_day: isoDate(firstDay), last_day: isoDate(lastDay) };
}
