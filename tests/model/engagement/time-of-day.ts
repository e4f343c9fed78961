import { utcDate } from '../dates';
import type { Facts } from '../facts';
import { calendarParts } from './active-users';
import type { EngagementRange } from './active-users';
import { presences } from './presence';

/** `users/users-by-time-of-the-day-in-a-week`: what was created from start to end, exact instants, both included. */
export function timeOfDay(facts: Facts, { start, end }: EngagementRange): object {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
  const users = new Map<number, Set<string>>();
  for (const { userId, createdMs, hoursMs } of presences(facts)) {
    if (createdMs < startMs || createdMs > endMs) continue;
    for (const hour of hoursMs) users.set(hour, (users.get(hour) ?? new Set()).add(userId));
  }
  const week = [...users]
    .map(([hourMs, ids]) => ({
      users: ids.size,
      hour: new Date(hourMs).getUTCHours(),
      ...calendarParts(utcDate(hourMs)),
    }))
    .sort((a, b) => b.year - a.year || b.month - a.month || b.day - a.day || b.hour - a.hour);
  return { week, success: true };
}
