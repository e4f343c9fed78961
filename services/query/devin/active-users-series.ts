import type { Store } from '../../../clickhouse/store';
import { DATE_SPAN, isoDate, storableDays } from '../dates/storable-days';
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
import { countsEverybody, readThresholds, type Thresholds } from './thresholds';
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
        activeUsers: String(counts.get(bucketKey(bucket) ?? '') ?? 0),
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

/** The users of each bucket that has any, by the bucket's first day that can be stored. */
async function countUsers(
  store: Store,
  asked: Asked,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string | number>> {
  const { name, kind: bucket, tenant, buckets, thresholds } = asked;
  const selection = { tenant, ...organizationParams(asked.organizations) };
  if (countsEverybody(thresholds)) {
    const span = spanOf(buckets);
    if (!span) return new Map();
    const params = { tenant, scopes: bitmapScopes(selection), ...span };
    const rows = await store.query<{ first_day: string; active_users: string }>(
      `devin/${name}`,
      params,
      signal,
    );
    return new Map(rows.map((row) => [row.first_day, row.active_users]));
  }
  const spans: Days[] = [];
  const atOnce = asked.organizations === 'all' ? BUCKETS_A_STATEMENT[bucket] : buckets.length;
  for (let from = 0; from < buckets.length; from += atOnce) {
    const span = spanOf(buckets.slice(from, from + atOnce));
    if (span) spans.push(span);
  }
  return countAtLeastByBucket(store, selection, { bucket, spans, thresholds }, signal);
}

/**
 * A quarter of a year, where all organizations are asked about: its users by bucket still fit into memory, where those of a
 * year would go on on disk.
 */
const BUCKETS_A_STATEMENT: Readonly<Record<BucketKind, number>> = { day: 91, week: 13, month: 3 };

function spanOf(buckets: readonly Bucket[]): Days | null {
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  const days = first && last && storableDays({ firstDay: first.firstDay, lastDay: last.lastDay }, DATE_SPAN);
  return days ? { first_day: isoDate(days.firstDay), last_day: isoDate(days.lastDay) } : null;
}

/** ClickHouse knows no day before 1970: the week of that new year begins on its first day there. */
function bucketKey(bucket: Bucket): string | undefined {
  const days = storableDays(bucket, DATE_SPAN);
  return days ? isoDate(days.firstDay) : undefined;
}
