import { addDays, utcDate, utcMidnight } from '../dates';
import type { BucketUnit } from '../devin/buckets';
import { localDate, offsetMs } from '../local-dates';

/** [startMs, endMs) */
export interface LocalBucket {
  readonly startMs: number;
  readonly endMs: number;
}

const STEPS_MS = [900_000, 60_000, 1_000] as const;
const HOUR_MS = 3_600_000;
const starts = new Map<string, number>();

/** A date begins at the first instant at which a clock shows it or a later one. Found by looking at the clock again and again. */
export function startOfDate(date: string, timezone: string): number {
  const key = `${timezone} ${date}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const midnight = utcMidnight(date);
  const [before, after] = [midnight - 25 * HOUR_MS, midnight + 25 * HOUR_MS].map((ms) =>
    offsetMs(ms, timezone),
  );
  if (before === after && before !== undefined) {
    // No clock is changed there and back within two days.
    starts.set(key, midnight - before);
    return midnight - before;
  }
  let ms = midnight - 25 * HOUR_MS;
  for (const stepMs of STEPS_MS) {
    while (localDate(ms + stepMs, timezone) < date) ms += stepMs;
  }
  starts.set(key, ms + 1_000);
  return ms + 1_000;
}

/** The date that has begun last. */
export function dateAt(ms: number, timezone: string): string {
  let date = addDays(utcDate(ms), 2);
  while (startOfDate(date, timezone) > ms) date = addDays(date, -1);
  return date;
}

/** The bucket at an instant: the dates from the first one of its week or month to the one before the next. */
export function bucketAt(ms: number, unit: BucketUnit, timezone: string): LocalBucket {
  const date = dateAt(ms, timezone);
  const first = firstDateOf(date, unit);
  let next = addDays(date, 1);
  while (firstDateOf(next, unit) === first) next = addDays(next, 1);
  return { startMs: startOfDate(first, timezone), endMs: startOfDate(next, timezone) };
}

/** Every bucket that overlaps [fromMs, toMs), ascending. */
export function bucketsBetween(
  fromMs: number,
  toMs: number,
  unit: BucketUnit,
  timezone: string,
): LocalBucket[] {
  const buckets: LocalBucket[] = [];
  for (let ms = fromMs; ms < toMs;) {
    const bucket = bucketAt(ms, unit, timezone);
    buckets.push(bucket);
    ms = bucket.endMs;
  }
  return buckets;
}

function firstDateOf(date: string, unit: BucketUnit): string {
  if (unit === 'month') return `${date.slice(0, 7)}-01`;
  if (unit === 'day') return date;
  const daysSinceMonday = (new Date(utcMidnight(date)).getUTCDay() + 6) % 7;
  return addDays(date, -daysSinceMonday);
}
