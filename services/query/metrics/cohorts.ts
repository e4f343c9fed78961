import { isProvisional } from './freshness';
import { endOfBuckets, type LocalBucket } from './local-buckets';
import { rate } from './rate';

/** So many users of a cohort (numbered from 1) in a period; period -1 holds the whole cohort. */
export interface CohortRow {
  readonly cohort: number;
  readonly period: number;
  readonly users: string;
}

export interface Cohort {
  readonly start_time: number;
  readonly end_time: number;
  readonly provisional: boolean;
  readonly cohort_size: number;
  readonly periods: readonly CohortPeriod[];
}

export interface CohortPeriod {
  readonly period: number;
  readonly users: number;
  /** Of the cohort's size; null where nobody is in it. */
  readonly rate: number | null;
  readonly provisional: boolean;
}

const WHOLE_COHORT = -1;

/**
 * The retention triangle: every bucket as a cohort, with a period for itself (0) and for each bucket after it. With `untilLast`
 * the rows count each user in the last period they were active in, and a period counts that one and all after it; it is
 * unfinished as long as the last bucket is.
 */
export function cohortsOf(
  rows: readonly CohortRow[],
  buckets: readonly LocalBucket[],
  untilLast: boolean,
  through: number,
): Cohort[] {
  const users = new Map(rows.map((row) => [`${row.cohort} ${row.period}`, Number(row.users)]));
  return buckets.map(({ startSecond, endSecond }, index) => {
    const usersIn = (period: number): number => users.get(`${index + 1} ${period}`) ?? 0;
    const cohort_size = usersIn(WHOLE_COHORT);
    const periods = buckets.slice(index);
    const counts = periods.map((_, period) => usersIn(period));
    const shown = untilLast ? sumsToTheEnd(counts) : counts;
    return {
      start_time: startSecond,
      end_time: endSecond - 1,
      provisional: isProvisional(endSecond, through),
      cohort_size,
      periods: periods.map((bucket, period) => ({
        period,
        users: shown[period] ?? 0,
        rate: rate(shown[period] ?? 0, cohort_size),
        provisional: isProvisional(untilLast ? endOfBuckets(buckets) : bucket.endSecond, through),
      })),
    };
  });
}

/** Each number with all that follow it. */
function sumsToTheEnd(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers
    .toReversed()
    .map((number) => (sum += number))
    .reverse();
}
