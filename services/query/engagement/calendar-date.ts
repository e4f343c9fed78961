/** A date as the answers of this family spread it out, in the order of their keys. Months count from 1. */
export interface CalendarDate {
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

/** From YYYY-MM-DD. */
export function calendarDate(isoDay: string): CalendarDate {
  const [year = 0, month = 0, day = 0] = isoDay.split('-').map(Number);
  return { day, month, year };
}
