import { firstDayOfMonth, firstDayOfWeek, monthOfDay, weekOfDay } from '../dates/civil';
import type { Granularity } from './parameters/period';

/**
 * The days, counted from 1970-01-01, on which the buckets of a period start: dates, weeks from Monday, calendar months or
 * quarters. The first bucket starts no earlier than the period; edge buckets are clipped and never extrapolated.
 */
export function bucketDays(granularity: Granularity, firstDay: number, lastDay: number): number[] {
  const days: number[] = [];
  for (let day = firstDay; day <= lastDay; day = nextBucketDay(granularity, day)) days.push(day);
  return days;
}

function nextBucketDay(granularity: Granularity, day: number): number {
  if (granularity === 'daily') return day + 1;
  if (granularity === 'weekly') return Number(firstDayOfWeek(weekOfDay(BigInt(day)) + 1n));
  const month = monthOfDay(BigInt(day));
  const monthsLeft = granularity === 'monthly' ? 1n : 3n - (month % 3n);
  return Number(firstDayOfMonth(month + monthsLeft));
}
