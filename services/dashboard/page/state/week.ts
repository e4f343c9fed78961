import { addDays, daysBetween } from './dates';
import type { Period } from './range';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

interface PresentUsers {
  readonly users: number;
  readonly hour: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

/**
 * For each weekday from Monday and each hour, how many users were present in it on average: over all dates of that weekday in the
 * period, also those on which nobody was. Null for a weekday that the period does not hold.
 */
export function meanByWeekdayAndHour(period: Period, hours: readonly PresentUsers[]): (number | null)[][] {
  const datesOf = new Array<number>(WEEKDAYS.length).fill(0);
  const days = daysBetween(period.from, period.to) + 1;
  for (let day = 0; day < days; day += 1) {
    const weekday = weekdayOf(addDays(period.from, day));
    datesOf[weekday] = (datesOf[weekday] ?? 0) + 1;
  }
  const sums = WEEKDAYS.map(() => new Array<number>(24).fill(0));
  for (const { users, hour, day, month, year } of hours) {
    const date = [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
    const row = sums[weekdayOf(date)];
    if (row && date >= period.from && date <= period.to) row[hour] = (row[hour] ?? 0) + users;
  }
  return sums.map((row, weekday) => {
    const dates = datesOf[weekday] ?? 0;
    return row.map((sum) => (dates === 0 ? null : sum / dates));
  });
}

/** 0 for Monday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
