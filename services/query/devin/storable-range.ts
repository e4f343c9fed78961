import { dayOfSecond, SECONDS_PER_DAY } from '../dates/civil';
import { DATE_SPAN, isoDate } from '../dates/storable-days';
import type { TimeRange } from './time-range';

const STORABLE_SECONDS = BigInt(DATE_SPAN.lastDay + 1) * SECONDS_PER_DAY;

/** A range cut to what can be stored, with the UTC days it touches, as the SQL over facts takes it. */
export interface RangeParams {
  /** YYYY-MM-DD, both inclusive. */
  readonly first_day: string;
  readonly last_day: string;
  /** Unix seconds: time_after <= t < time_before. */
  readonly time_after: number;
  readonly time_before: number;
}

/** Null if nothing in the range can be stored: it is empty, before 1970 or after 2149-06-06. */
export function rangeParams({ timeAfter, timeBefore }: TimeRange): RangeParams | null {
  const from = timeAfter < 0n ? 0n : timeAfter;
  const to = timeBefore > STORABLE_SECONDS ? STORABLE_SECONDS : timeBefore;
  if (from >= to) return null;
  return {
    first_day: isoDate(Number(dayOfSecond(from))),
    last_day: isoDate(Number(dayOfSecond(to - 1n))),
    time_after: Number(from),
    time_before: Number(to),
  };
}
