import { isoDate } from '../dates/storable-days';
import { END_SECOND, FIRST_SECOND } from './limits';
import { endOfBuckets, type LocalBucket } from './local-buckets';

const SECONDS_PER_DAY = 86_400;

/** A range as the questions take it. */
export interface StoredRange {
  /** Both inclusive: the UTC days that come from the aggregates, but for the ragged ones. */
  readonly first_whole_day: string;
  readonly last_whole_day: string;
  /** The UTC days that have an edge inside: what happened on them when the facts say. */
  readonly ragged_days: readonly string[];
  /** Unix seconds: the range itself, cut to what can be stored. */
  readonly time_after: number;
  readonly time_before: number;
}

/** A run of buckets as the questions take it. */
export interface StoredSpan extends StoredRange {
  /** Unix seconds; every question numbers the buckets from 1. */
  readonly bucket_starts: readonly number[];
}

/** What to read for buckets that follow each other without a gap. In UTC no day is ragged; elsewhere most days can be. */
export function storedSpan(buckets: readonly LocalBucket[]): StoredSpan {
  const bucket_starts = buckets.map(({ startSecond }) => startSecond);
  return { bucket_starts, ...storedRange([...bucket_starts, endOfBuckets(buckets)]) };
}

/** What to read between the first and the last of some edges, ascending, so that what happened between any two can be told. */
export function storedRange(edges: readonly number[]): StoredRange {
  const storable = edges.map((second) => Math.min(Math.max(second, FIRST_SECOND), END_SECOND));
  const timeAfter = storable.at(0) ?? 0;
  const timeBefore = storable.at(-1) ?? 0;
  const ragged = new Set(storable.filter((second) => second % SECONDS_PER_DAY !== 0).map(dayOf));
  const firstWhole = nextDayOutside(ragged, dayOf(timeAfter), 1);
  const lastWhole = nextDayOutside(ragged, dayOf(timeBefore - 1), -1);
  return {
    // A span that ends before it begins holds no day.
    first_whole_day: firstWhole <= lastWhole ? isoDate(firstWhole) : '1970-01-02',
    last_whole_day: firstWhole <= lastWhole ? isoDate(lastWhole) : '1970-01-01',
    ragged_days: [...ragged].map(isoDate),
    time_after: timeAfter,
    time_before: timeBefore,
  };
}

function nextDayOutside(ragged: ReadonlySet<number>, from: number, step: 1 | -1): number {
  let day = from;
  while (ragged.has(day)) day += step;
  return day;
}

function dayOf(second: number): number {
  return Math.floor(second / SECONDS_PER_DAY);
}
