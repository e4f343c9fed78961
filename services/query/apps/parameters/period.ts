import { MAX_RANGE_DAYS } from '../limits';
import { daysInRange, isCalendarDate, storedDate } from './calendar-date';
import type { QueryReader } from './query-reader';

export const GRANULARITIES = ['daily', 'weekly', 'monthly', 'quarterly'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** The request's dates as the answer echoes them (seed 004, Period). */
export interface Period {
  readonly start_date: string;
  readonly end_date: string;
  readonly compare_start_date: string | null;
  readonly compare_end_date: string | null;
}

/** Required and checked everywhere; only the activity series puts it to use (contract 8). */
export function readGranularity(query: QueryReader): Granularity {
  query.require('granularity');
  return query.oneOf('granularity', GRANULARITIES) ?? 'daily';
}

/** The primary period and, where asked for, the one to compare with. */
export function readPeriod(query: QueryReader): Period {
  const primary = readRange(query, 'start_date', 'end_date');
  const compares = query.has('compare_start_date') || query.has('compare_end_date');
  const comparison = compares ? readComparison(query) : undefined;
  return {
    start_date: primary.start,
    end_date: primary.end,
    compare_start_date: comparison?.start ?? null,
    compare_end_date: comparison?.end ?? null,
  };
}

/** The primary period alone: comparison parameters are ignored like unknown ones. */
export function readPrimaryPeriod(query: QueryReader): Period {
  const { start, end } = readRange(query, 'start_date', 'end_date');
  return { start_date: start, end_date: end, compare_start_date: null, compare_end_date: null };
}

/** The period's dates as a question's parameters. */
export function storedPeriod(period: Period): Period {
  const { start_date, end_date, compare_start_date, compare_end_date } = period;
  return {
    start_date: storedDate(start_date),
    end_date: storedDate(end_date),
    compare_start_date: compare_start_date === null ? null : storedDate(compare_start_date),
    compare_end_date: compare_end_date === null ? null : storedDate(compare_end_date),
  };
}

/** The same for questions that take a comparison always: without one it ends before it begins. */
export function comparedPeriod<Of extends Pick<Period, 'compare_start_date' | 'compare_end_date'>>(
  period: Of,
): Of & { readonly compare_start_date: string; readonly compare_end_date: string } {
  const { compare_start_date, compare_end_date } = period;
  return {
    ...period,
    compare_start_date: compare_start_date ?? '1970-01-02',
    compare_end_date: compare_end_date ?? '1970-01-01',
  };
}

interface Range {
  readonly start: string;
  readonly end: string;
}

/** Stands where a range was refused. */
const UNUSED: Range = { start: '1970-01-01', end: '1970-01-01' };

function readComparison(query: QueryReader): Range {
  const names = ['compare_start_date', 'compare_end_date'] as const;
  if (names.every((name) => query.has(name))) return readRange(query, ...names);
  for (const name of names) {
    if (query.has(name)) readDate(query, name);
    else query.refuse('compare_start_date and compare_end_date must be provided together', name);
  }
  return UNUSED;
}

function readRange(query: QueryReader, startName: string, endName: string): Range {
  query.require(startName);
  const start = readDate(query, startName);
  query.require(endName);
  const end = readDate(query, endName);
  if (start === undefined || end === undefined) return UNUSED;
  const days = daysInRange(start, end);
  if (days < 1) query.refuse(`${startName} must not be after ${endName}`, startName, endName);
  if (days > MAX_RANGE_DAYS) {
    const rule = `The range from ${startName} to ${endName} must not exceed ${MAX_RANGE_DAYS} days`;
    query.refuse(`${rule}, but has ${days}`, startName, endName);
  }
  return { start, end };
}

function readDate(query: QueryReader, name: string): string | undefined {
  const text = query.one(name);
  if (text === undefined || isCalendarDate(text)) return text;
  query.refuse(`${name} must be a date in the form YYYY-MM-DD`, name);
  return undefined;
}
