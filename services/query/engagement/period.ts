import { dayOfInstant, wholeDaysBetween } from './day-of-instant';

/** Something counted on a UTC day, counted from 1970-01-01. Days without any are not there. */
export interface DayCount {
  readonly day: number;
  readonly count: number;
}

/** A period, the one it is compared with, and how many rows of each count. All days inclusive. */
export interface Period {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly previousFirstDay: number;
  readonly previousLastDay: number;
  readonly rowLimit: number;
}

export interface PeriodFigures {
  /** Newest first. */
  readonly days: readonly DayCount[];
  readonly period: { readonly count: number; readonly variation: number };
  readonly yesterday: { readonly count: number; readonly variation: number };
}

/**
 * The original's arithmetic (contract 7): N = trunc(days between) + 1 rows count; the previous period ends the day before and
 * begins N days earlier still, so it spans N + 1 days. Null if `start` is after `end`.
 */
export function periodOf(startMs: number, endMs: number): Period | null {
  if (startMs > endMs) return null;
  const rowLimit = wholeDaysBetween(startMs, endMs) + 1;
  const firstDay = dayOfInstant(startMs);
  return {
    firstDay,
    lastDay: dayOfInstant(endMs),
    previousFirstDay: firstDay - 1 - rowLimit,
    previousLastDay: firstDay - 1,
    rowLimit,
  };
}

/**
 * The figures of a period from the counts of both. Of each only the newest N days that have any count, so with few empty
 * days the oldest day of a window that is longer than N days falls out. Variations are differences, not percentages;
 * "yesterday" is the day before the period's last one, and known only within the period.
 */
export function periodFigures(period: Period, counts: readonly DayCount[]): PeriodFigures {
  const days = newest(counts, period.firstDay, period.lastDay, period.rowLimit);
  const previousDays = newest(counts, period.previousFirstDay, period.previousLastDay, period.rowLimit);
  const count = total(days);
  const today = countOn(days, period.lastDay);
  const yesterday = countOn(days, period.lastDay - 1);
  return {
    days,
    period: { count, variation: count - total(previousDays) },
    yesterday: { count: yesterday, variation: today - yesterday },
  };
}

function newest(counts: readonly DayCount[], firstDay: number, lastDay: number, limit: number): DayCount[] {
  return counts
    .filter(({ day }) => day >= firstDay && day <= lastDay)
    .sort((a, b) => b.day - a.day)
    .slice(0, limit);
}

function total(counts: readonly DayCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function countOn(counts: readonly DayCount[], day: number): number {
  return counts.find((entry) => entry.day === day)?.count ?? 0;
}
