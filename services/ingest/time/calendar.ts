/** The civil calendar in UTC, as numbers. A day is counted from 1970-01-01, which is 0. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const DAYS_TO_1970 = 719_468;
const DAYS_A_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month has, 0 for one that does not exist; months are counted from 1. */
export function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS_A_MONTH[month - 1] ?? 0);
}

/** The day of a date that exists. Years begin in March here, so that a leap day is the last of its year. */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - DAYS_TO_1970;
}

/** The day on which an instant falls, in UTC. */
export function dayOfInstant(instantMs: number): number {
  return Math.floor(instantMs / DAY_MS);
}

const MAX_TEXTS = 50_000;
const dateTexts = new Map<number, string>();

/** The day as YYYY-MM-DD. */
export function dateText(day: number): string {
  let text = dateTexts.get(day);
  if (text === undefined) {
    if (dateTexts.size >= MAX_TEXTS) dateTexts.clear();
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    dateTexts.set(day, text);
  }
  return text;
}

const MINUTE_TEXTS = Array.from({ length: 24 * 60 }, (_, minute) => {
  return `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}`;
});
const SECOND_TEXTS = Array.from({ length: 60 }, (_, second) => padded(second, 2));
const MS_TEXTS = Array.from({ length: SECOND_MS }, (_, ms) => padded(ms, 3));

/** The instant in UTC as the store reads it: YYYY-MM-DD HH:MM:SS.mmm. Put together from tables, several times for each event. */
export function instantText(instantMs: number): string {
  const day = dayOfInstant(instantMs);
  const msOfDay = instantMs - day * DAY_MS;
  const minute = MINUTE_TEXTS[Math.floor(msOfDay / MINUTE_MS)] ?? '';
  const second = SECOND_TEXTS[Math.floor(msOfDay / SECOND_MS) % 60] ?? '';
  return `${dateText(day)} ${minute}:${second}.${MS_TEXTS[msOfDay % SECOND_MS] ?? ''}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
