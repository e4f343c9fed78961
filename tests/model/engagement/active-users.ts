import { compareCodePoints } from '../code-points';
import { utcDate } from '../dates';
import type { Facts } from '../facts';
import { perFacts } from '../per-facts';
import { activeDays } from './active-days';

/** Both texts are ISO instants with three fraction digits. */
export interface EngagementRange {
  readonly start: string;
  readonly end: string;
}

export interface ActiveUsersBody {
  readonly month: readonly {
    readonly usersList: readonly string[];
    readonly users: number;
    readonly day: number;
    readonly month: number;
    readonly year: number;
  }[];
  readonly success: true;
}

/** `users/active-users`: the whole UTC days of start and end, both included; newest first; days without anyone left out. */
export function engagementActiveUsers(facts: Facts, { start, end }: EngagementRange): ActiveUsersBody {
  if (Date.parse(start) > Date.parse(end)) return { month: [], success: true };
  const usersByDate = usersByActiveDate(facts);
  const dates = [...usersByDate.keys()]
    .filter((date) => utcDate(Date.parse(start)) <= date && date <= utcDate(Date.parse(end)))
    .sort()
    .reverse();
  const month = dates.map((date) => {
    const usersList = usersByDate.get(date) ?? [];
    return { usersList, users: usersList.length, ...calendarParts(date) };
  });
  return { month, success: true };
}

/** The ids of a date's active users, by code point. */
export const usersByActiveDate = perFacts((facts): ReadonlyMap<string, readonly string[]> => {
  const users = new Map<string, string[]>();
  for (const [userId, dates] of activeDays(facts)) {
    for (const date of dates) {
      const ids = users.get(date) ?? [];
      ids.push(userId);
      users.set(date, ids);
    }
  }
  for (const ids of users.values()) ids.sort(compareCodePoints);
  return users;
});

export function calendarParts(date: string): { day: number; month: number; year: number } {
  const [year, month, day] = date.split('-').map(Number);
  return { day: day ?? NaN, month: month ?? NaN, year: year ?? NaN };
}
