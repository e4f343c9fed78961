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

/** A run of buckets for questions that need no more of a day than who was there before and after one cut. */
export interface CutSpan {
  readonly bucket_starts: readonly number[];
  readonly time_before: number;
  /** The UTC days with one edge inside, and those with several: of these the facts say what lies where. */
  readonly cut_days: readonly string[];
  readonly twice_cut_days: readonly string[];
}

export function cutSpan(buckets: readonly LocalBucket[]): CutSpan {
  const bucket_starts = buckets.map(({ startSecond }) => startSecond);
  const cuts = new Map<number, Set<number>>();
  for (const second of [...bucket_starts, endOfBuckets(buckets)].map(storable)) {
    if (second % SECONDS_PER_DAY === 0) continue;
    cuts.set(dayOf(second), (cuts.get(dayOf(second)) ?? new Set()).add(second));
  }
  const daysWith = (isWanted: (count: number) => boolean): string[] =>
    [...cuts].filter(([, seconds]) => isWanted(seconds.size)).map(([day]) => isoDate(day));
  return {
    bucket_starts,
    time_before: storable(endOfBuckets(buckets)),
    cut_days: daysWith((count) => count === 1),
    twice_cut_days: daysWith((count) => count > 1),
  };
}

/** What to read for buckets that follow each other without a gap. In UTC no day is ragged; elsewhere most days can be. */
export function storedSpan(buckets: readonly LocalBucket[]): StoredSpan {
  const bucket_starts = buckets.map(({ startSecond }) => startSecond);
  return { bucket_starts, ...storedRange([...bucket_starts, endOfBuckets(buckets)]) };
}

/** What to read between the first and the last of some edges, ascending, so that what happened between any two can be told. */
export function storedRange(edges: readonly number[]): StoredRange {
  const seconds = edges.map(storable);
  const timeAfter = seconds.at(0) ?? 0;
  const timeBefore = seconds.at(-1) ?? 0;
  const ragged = new Set(seconds.filter((second) => second % SECONDS_PER_DAY !== 0).map(dayOf));
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

function storable(second: number): number {
  return Math.min(Math.max(second, FIRST_SECOND), END_SECOND);
}

function dayOf(second: number): number {
  return Math.floor(second / SECONDS_PER_DAY);
}
