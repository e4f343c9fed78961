import type { UsedDate } from '../used-dates';

/** Dates `YYYY-MM-DD`, both ends included. The comparison is asked for with both of its ends or not at all. */
export interface PeriodQuestion {
  readonly start_date: string;
  readonly end_date: string;
  readonly compare_start_date?: string;
  readonly compare_end_date?: string;
}

export interface Period {
  readonly start_date: string;
  readonly end_date: string;
  readonly compare_start_date: string | null;
  readonly compare_end_date: string | null;
}

export function periodOf(question: PeriodQuestion): Period {
  return {
    start_date: question.start_date,
    end_date: question.end_date,
    compare_start_date: question.compare_start_date ?? null,
    compare_end_date: question.compare_end_date ?? null,
  };
}

export function inPrimary(period: Period): (used: UsedDate) => boolean {
  return ({ date }) => period.start_date <= date && date <= period.end_date;
}

/** Null when no comparison was asked for. */
export function inComparison(period: Period): ((used: UsedDate) => boolean) | null {
  const { compare_start_date: first, compare_end_date: last } = period;
  if (first === null || last === null) return null;
  return ({ date }) => first <= date && date <= last;
}
