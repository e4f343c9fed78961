import { SECONDS_PER_DAY } from '../../dates/civil';
import { type Problem, valueError } from '../../devin/problems';
import { readRequiredInteger } from '../../devin/read-parameters';
import { END_SECOND, FIRST_SECOND, MAX_RANGE_DAYS } from '../limits';

/** `timeAfter <= t < timeBefore`, in Unix seconds. */
export interface Period {
  readonly timeAfter: number;
  readonly timeBefore: number;
}

/** `time_after` and `time_before`, both required. */
export function readPeriod(query: URLSearchParams, problems: Problem[]): Period | undefined {
  return readBounds(query, 'time_after', 'time_before', problems);
}

/** The prior period, `compare_after` and `compare_before`, both or none; null if there is none. */
export function readComparePeriod(query: URLSearchParams, problems: Problem[]): Period | null | undefined {
  if (!query.has('compare_after') && !query.has('compare_before')) return null;
  return readBounds(query, 'compare_after', 'compare_before', problems);
}

function readBounds(
  query: URLSearchParams,
  afterName: string,
  beforeName: string,
  problems: Problem[],
): Period | undefined {
  const before = readRequiredInteger(query, beforeName, problems);
  const after = readRequiredInteger(query, afterName, problems);
  if (before === undefined || after === undefined) return undefined;
  const brokenRule = brokenRuleOf(before, after, afterName, beforeName);
  if (brokenRule === undefined) return { timeAfter: Number(after), timeBefore: Number(before) };
  problems.push(valueError(beforeName, brokenRule));
  return undefined;
}

function brokenRuleOf(
  before: bigint,
  after: bigint,
  afterName: string,
  beforeName: string,
): string | undefined {
  if (before <= after) return `${beforeName} must be after ${afterName}`;
  if (before - after > MAX_RANGE_DAYS * SECONDS_PER_DAY)
    return `the range must not exceed ${MAX_RANGE_DAYS.toString()} days`;
  if (after < FIRST_SECOND || before > END_SECOND)
    return 'the range must lie between 1970-01-01 and 2149-06-06';
  return undefined;
}
