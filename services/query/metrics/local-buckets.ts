import { firstSecondOfLocalDay, localDayOfSecond } from '../dates/local-days';
import { type BucketKind, bucketsOverlapping } from '../devin/buckets';
import type { Period } from './parameters/period';

/** A local day, week from Monday or calendar month, in Unix seconds; it ends before `endSecond`, where the next one begins. */
export interface LocalBucket {
  readonly startSecond: number;
  readonly endSecond: number;
}

const SECONDS_PER_DAY = 86_400;
const MOST_DAYS: Readonly<Record<BucketKind, number>> = { day: 1, week: 7, month: 31 };
/** For a date that the zone skipped and for days of more than 24 hours. */
const DAYS_TO_SPARE = 3;

/**
 * Every bucket that overlaps the period, whole also at its edges, ascending and without a gap. Days have 23, 24, 25 hours or
 * what the zone makes of them; a date that the zone skipped is no bucket.
 */
export function localBuckets(kind: BucketKind, timezone: string, period: Period): LocalBucket[] {
  const firstDay = localDayOfSecond(period.timeAfter, timezone);
  const lastDay = localDayOfSecond(period.timeBefore - 1, timezone);
  const calendar = bucketsOverlapping(kind, {
    timeAfter: BigInt(firstDay * SECONDS_PER_DAY),
    timeBefore: BigInt((lastDay + 1) * SECONDS_PER_DAY),
  });
  return calendar
    .map((bucket) => ({
      startSecond: firstSecondOfLocalDay(Number(bucket.firstDay), timezone),
      endSecond: firstSecondOfLocalDay(Number(bucket.lastDay) + 1, timezone),
    }))
    .filter(({ startSecond, endSecond }) => startSecond < endSecond);
}

/** The buckets that overlap the period, after so many that come before them. */
export function localBucketsAfter(
  countBefore: number,
  kind: BucketKind,
  timezone: string,
  period: Period,
): LocalBucket[] {
  const listed = localBuckets(kind, timezone, period).length;
  const daysBefore = countBefore * MOST_DAYS[kind] + DAYS_TO_SPARE;
  const timeAfter = period.timeAfter - daysBefore * SECONDS_PER_DAY;
  return localBuckets(kind, timezone, { ...period, timeAfter }).slice(-(countBefore + listed));
}

/** Where a run of buckets ends. */
export function endOfBuckets(buckets: readonly LocalBucket[]): number {
  return buckets.at(-1)?.endSecond ?? 0;
}
