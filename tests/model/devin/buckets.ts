import { addDays, utcDate, utcMidnight } from '../dates';

const DAY_MS = 86_400_000;

export type BucketUnit = 'day' | 'week' | 'month';

/** A whole UTC day, week from Monday, or calendar month: [startMs, endMs). */
export interface Bucket {
  readonly startMs: number;
  readonly endMs: number;
}

const known = new Map<string, Bucket>();

export function bucketOf(ms: number, unit: BucketUnit): Bucket {
  const key = `${unit} ${Math.floor(ms / DAY_MS)}`;
  const bucket = known.get(key) ?? makeBucket(ms, unit);
  known.set(key, bucket);
  return bucket;
}

function makeBucket(ms: number, unit: BucketUnit): Bucket {
  const date = utcDate(ms);
  if (unit === 'day') return between(date, addDays(date, 1));
  if (unit === 'week') {
    const daysSinceMonday = (new Date(ms).getUTCDay() + 6) % 7;
    const monday = addDays(date, -daysSinceMonday);
    return between(monday, addDays(monday, 7));
  }
  const first = `${date.slice(0, 7)}-01`;
  return between(first, `${addDays(first, 31).slice(0, 7)}-01`);
}

/** Every bucket that overlaps [fromMs, toMs), ascending. */
export function bucketsIn(fromMs: number, toMs: number, unit: BucketUnit): Bucket[] {
  const buckets: Bucket[] = [];
  for (let bucket = bucketOf(fromMs, unit); bucket.startMs < toMs; bucket = bucketOf(bucket.endMs, unit)) {
    buckets.push(bucket);
  }
  return buckets;
}

function between(first: string, next: string): Bucket {
  return { startMs: utcMidnight(first), endMs: utcMidnight(next) };
}
