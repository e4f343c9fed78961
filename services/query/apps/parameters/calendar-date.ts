import { UTCDate } from '@date-fns/utc';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { DATE32_SPAN, dayOfIsoDate, isoDate } from '../../dates/storable-days';

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Strictly YYYY-MM-DD, and a day that the calendar has. */
export function isCalendarDate(text: string): boolean {
  if (!FORM.test(text)) return false;
  const day = dayOfIsoDate(text);
  return !Number.isNaN(day) && isoDate(day) === text;
}

/** How many days a range holds, both ends included. */
export function daysInRange(startDate: string, endDate: string): number {
  return differenceInCalendarDays(new UTCDate(endDate), new UTCDate(startDate)) + 1;
}

/** The date as the store can hold it: no usage can lie on the column's ends, where dates beyond them are put. */
export function storedDate(date: string): string {
  return isoDate(Math.min(Math.max(dayOfIsoDate(date), DATE32_SPAN.firstDay), DATE32_SPAN.lastDay));
}
