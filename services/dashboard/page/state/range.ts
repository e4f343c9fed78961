import { addDays, dateIn, daysBetween, isDate, startOfDate } from './dates';

/** The days a view shows: the last so many up to today, or from one date to another, both included. */
export type Range = { readonly days: number } | { readonly from: string; readonly to: string };

export const COMPARISONS = ['previous', 'year', 'none'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Whole weeks, so that the days before meet their own weekdays. */
export const PRESETS_DAYS = [7, 28, 91, 364] as const;
export const DEFAULT_DAYS = 28;
/** What app utilization answers at most; the other questions take more. */
export const MAX_RANGE_DAYS = 366;

export function readRange(params: URLSearchParams): Range {
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  if (isDate(from) && isDate(to) && from <= to && daysBetween(from, to) < MAX_RANGE_DAYS) return { from, to };
  const days = Number(/^(\d{1,3})d$/.exec(params.get('range') ?? '')?.[1] ?? DEFAULT_DAYS);
  return { days: Math.min(Math.max(days, 1), MAX_RANGE_DAYS) };
}

/** The range as it stands in an address. */
export function rangeParams(range: Range): Record<string, string> {
  return 'days' in range ? { range: `${range.days}d` } : { from: range.from, to: range.to };
}

export function periodOf(range: Range, zone: string, now: Date): Period {
  if ('from' in range) return range;
  const to = dateIn(zone, now);
  return { from: addDays(to, 1 - range.days), to };
}

/** The days before the period, as many; or the same days 52 weeks earlier, so that weekdays meet weekdays. */
export function comparedPeriod(period: Period, comparison: Comparison): Period | null {
  if (comparison === 'none') return null;
  const shift = comparison === 'year' ? 364 : daysBetween(period.from, period.to) + 1;
  return { from: addDays(period.from, -shift), to: addDays(period.to, -shift) };
}

/** Unix seconds, `after` included and `before` not. */
export function secondsOf(period: Period, zone: string): { readonly after: number; readonly before: number } {
  return { after: startOfDate(zone, period.from), before: startOfDate(zone, addDays(period.to, 1)) };
}
