import { UTCDate } from '@date-fns/utc';
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { addQuarters } from 'date-fns/addQuarters';
import { addWeeks } from 'date-fns/addWeeks';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';
import type { Granularity } from './parameters/period';

/** For each granularity, where the bucket after the one that holds a date starts. */
const NEXT_BUCKET: Readonly<Record<Granularity, (date: UTCDate) => UTCDate>> = {
  daily: (date) => addDays(date, 1),
  weekly: (date) => addWeeks(startOfISOWeek(date), 1),
  monthly: (date) => addMonths(startOfMonth(date), 1),
  quarterly: (date) => addQuarters(startOfQuarter(date), 1),
};

/**
 * The days, counted from 1970-01-01, on which the buckets of a period start: dates, weeks from Monday, calendar months or
 * quarters. The first bucket starts no earlier than the period; edge buckets are clipped and never extrapolated.
 */
export function bucketDays(granularity: Granularity, firstDay: number, lastDay: number): number[] {
  const epoch = new UTCDate(0);
  const days: number[] = [];
  for (let day = firstDay; day <= lastDay;) {
    days.push(day);
    day = differenceInCalendarDays(NEXT_BUCKET[granularity](addDays(epoch, day)), epoch);
  }
  return days;
}
