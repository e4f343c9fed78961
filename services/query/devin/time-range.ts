import { dayOfSecond, firstDayOfMonth, monthOfDay, SECONDS_PER_DAY } from '../dates/civil';
import { valueError, type Problem } from './problems';
import { readOptionalInteger, readRequiredInteger } from './read-parameters';

/** `timeAfter <= t < timeBefore`, in Unix seconds (contract 6). */
export interface TimeRange {
  readonly timeAfter: bigint;
  readonly timeBefore: bigint;
}

/** The longest range of the series, so that one answer has a bounded number of entries. */
export const MAX_SERIES_RANGE_DAYS = 3_700n;

/** The required bounds of a range; a reversed or too long one is a problem of `time_before`. */
export function readTimeRange(
  query: URLSearchParams,
  problems: Problem[],
  maxRangeDays?: bigint,
): TimeRange | undefined {
  const timeBefore = readRequiredInteger(query, 'time_before', problems);
  const timeAfter = readRequiredInteger(query, 'time_after', problems);
  if (timeBefore === undefined || timeAfter === undefined) return undefined;
  if (timeBefore <= timeAfter) {
    problems.push(reversed());
    return undefined;
  }
  if (maxRangeDays !== undefined && timeBefore - timeAfter > maxRangeDays * SECONDS_PER_DAY) {
    problems.push(valueError('time_before', `the range must not exceed ${maxRangeDays.toString()} days`));
    return undefined;
  }
  return { timeAfter, timeBefore };
}

/**
 * The bounds of `usage`, both optional: `time_before` is by default now, up to the end of the second that has begun, and
 * `time_after` the start of the UTC month of `time_before` (contract 6). A `time_after` that was given must lie before
 * `time_before`, given or not; by default it never lies after it, and a `time_before` at the very start of a month leaves
 * an empty range, which is no problem.
 */
export function readTimeRangeOrThisMonth(
  query: URLSearchParams,
  now: Date,
  problems: Problem[],
): TimeRange | undefined {
  const givenBefore = readOptionalInteger(query, 'time_before', problems);
  const givenAfter = readOptionalInteger(query, 'time_after', problems);
  if (givenBefore === undefined || givenAfter === undefined) return undefined;
  const timeBefore = givenBefore ?? BigInt(Math.ceil(now.getTime() / 1000));
  if (givenAfter !== null && timeBefore <= givenAfter) {
    problems.push(reversed());
    return undefined;
  }
  // Now, not the second's end, which may already belong to the next month.
  const monthOf = givenBefore ?? BigInt(Math.floor(now.getTime() / 1000));
  return { timeAfter: givenAfter ?? startOfMonth(monthOf), timeBefore };
}

function startOfMonth(unixSeconds: bigint): bigint {
  return firstDayOfMonth(monthOfDay(dayOfSecond(unixSeconds))) * SECONDS_PER_DAY;
}

function reversed(): Problem {
  return valueError('time_before', 'time_before must be after time_after');
}
