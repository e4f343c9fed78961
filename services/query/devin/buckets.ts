import {
  dayOfSecond,
  firstDayOfMonth,
  firstDayOfWeek,
  monthOfDay,
  SECONDS_PER_DAY,
  weekOfDay,
} from '../dates/civil';
import type { TimeRange } from './time-range';

export type BucketKind = 'day' | 'week' | 'month';

/** Whole UTC days, both inclusive, counted from 1970-01-01. */
export interface Bucket {
  readonly firstDay: bigint;
  readonly lastDay: bigint;
}

interface Calendar {
  readonly indexOf: (day: bigint) => bigint;
  readonly firstDayOf: (index: bigint) => bigint;
}

const CALENDARS: Readonly<Record<BucketKind, Calendar>> = {
  day: { indexOf: (day) => day, firstDayOf: (day) => day },
  week: { indexOf: weekOfDay, firstDayOf: firstDayOfWeek },
  month: { indexOf: monthOfDay, firstDayOf: firstDayOfMonth },
};

/** Every UTC day, ISO week or calendar month that overlaps the range, whole also at its edges, ascending (contract 6). */
export function bucketsOverlapping(kind: BucketKind, { timeAfter, timeBefore }: TimeRange): Bucket[] {
  const { indexOf, firstDayOf } = CALENDARS[kind];
  const last = indexOf(dayOfSecond(timeBefore - 1n));
  const buckets: Bucket[] = [];
  for (let index = indexOf(dayOfSecond(timeAfter)); index <= last; index++) {
    buckets.push({ firstDay: firstDayOf(index), lastDay: firstDayOf(index + 1n) - 1n });
  }
  return buckets;
}

/** The bucket's first second. */
export function startOf(bucket: Bucket): bigint {
  return bucket.firstDay * SECONDS_PER_DAY;
}

/** The bucket's last second. */
export function endOf(bucket: Bucket): bigint {
  return (bucket.lastDay + 1n) * SECONDS_PER_DAY - 1n;
}
