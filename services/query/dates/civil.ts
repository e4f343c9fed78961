/**
 * The proleptic Gregorian calendar in UTC, counted in whole days since 1970-01-01. All on BigInt, so that an instant of any
 * length keeps its last digit.
 */

export const SECONDS_PER_DAY = 86_400n;

const DAYS_PER_ERA = 146_097n; // 400 years
const DAYS_FROM_ERA_START_TO_EPOCH = 719_468n; // 0000-03-01 to 1970-01-01

/** Division rounded towards minus infinity, also before 1970. The divisor is positive. */
export function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** The UTC day that an instant in Unix seconds falls on. */
export function dayOfSecond(unixSeconds: bigint): bigint {
  return floorDiv(unixSeconds, SECONDS_PER_DAY);
}

/** The ISO week of a day, counted from the week of Monday 1969-12-29. */
export function weekOfDay(day: bigint): bigint {
  return floorDiv(day + 3n, 7n);
}

/** The Monday of a week. */
export function firstDayOfWeek(week: bigint): bigint {
  return week * 7n - 3n;
}

/** The calendar month of a day, counted from January of the year 0. */
export function monthOfDay(day: bigint): bigint {
  // Years that begin in March put the leap day last, where it disturbs no month's start.
  const shifted = day + DAYS_FROM_ERA_START_TO_EPOCH;
  const era = floorDiv(shifted, DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = (dayOfEra - dayOfEra / 1_460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const monthsFromMarch = (5n * dayOfYear + 2n) / 153n;
  return (era * 400n + yearOfEra) * 12n + monthsFromMarch + 2n;
}

/** The first day of a month as `monthOfDay` counts them. */
export function firstDayOfMonth(month: bigint): bigint {
  const fromMarch = month - 2n;
  const year = floorDiv(fromMarch, 12n);
  const monthsFromMarch = fromMarch - year * 12n;
  const era = floorDiv(year, 400n);
  const yearOfEra = year - era * 400n;
  const dayOfYear = (153n * monthsFromMarch + 2n) / 5n;
  const dayOfEra = yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_ERA_START_TO_EPOCH;
}
