import { SECONDS_PER_DAY } from '../dates/civil';
import { valueError, type Problem } from './problems';
import { readRequiredInteger } from './read-parameters';

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
    problems.push(valueError('time_before', 'time_before must be after time_after'));
    return undefined;
  }
  if (maxRangeDays !== undefined && timeBefore - timeAfter > maxRangeDays * SECONDS_PER_DAY) {
    problems.push(valueError('time_before', `the range must not exceed ${maxRangeDays.toString()} days`));
    return undefined;
  }
  return { timeAfter, timeBefore };
}
