import { addDays, utcDate } from '../dates';
import type { Facts } from '../facts';
import { calendarParts, usersByActiveDate } from './active-users';
import { presences } from './presence';

const DAY_MS = 86_400_000;
const BUCKETS = [22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0];

/** `users/chat-busier/hourly-data`: what was created in the 24 hours up to `start`, both ends included. */
export function chatBusierHours(facts: Facts, start: string): object {
  const endMs = Date.parse(start);
  const inWindow = presences(facts).filter(
    ({ createdMs }) => endMs - DAY_MS <= createdMs && createdMs <= endMs,
  );
  if (inWindow.length === 0) return { hours: [], success: true };
  const hours = BUCKETS.map((bucket) => {
    const present = inWindow.filter(({ hoursMs }) =>
      hoursMs.some((hour) => Math.floor(new Date(hour).getUTCHours() / 2) * 2 === bucket),
    );
    return { users: new Set(present.map(({ userId }) => userId)).size, hour: bucket };
  });
  return { hours, success: true };
}

/** `users/chat-busier/weekly-data`: the eight calendar days that end with that of `start`; days without anyone left out. */
export function chatBusierDays(facts: Facts, start: string): object {
  const last = utcDate(Date.parse(start));
  const month = [...usersByActiveDate(facts)]
    .filter(([date]) => addDays(last, -7) <= date && date <= last)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([date, ids]) => ({ users: ids.length, ...calendarParts(date) }));
  return { month, success: true };
}
