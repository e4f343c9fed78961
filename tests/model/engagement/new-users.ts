import { addDays, utcDate, utcMidnight } from '../dates';
import type { Facts } from '../facts';
import { perFacts } from '../per-facts';
import { activeDays } from './active-days';
import type { EngagementRange } from './active-users';

const DAY_MS = 86_400_000;

export interface NewUsersBody {
  readonly days: readonly { readonly day: string; readonly users: number }[];
  readonly period: { readonly count: number; readonly variation: number };
  readonly yesterday: { readonly count: number; readonly variation: number };
  readonly success: true;
}

interface DayRow {
  readonly date: string;
  readonly users: number;
}

/** `users/new-users`, with the reference's arithmetic: a previous window of N + 1 days, of which at most N rows count. */
export function newUsers(facts: Facts, { start, end }: EngagementRange): NewUsersBody {
  const startMs = Date.parse(start);
  const endMs = Date.parse(end);
  const nothing = { count: 0, variation: 0 };
  if (startMs > endMs) return { days: [], period: nothing, yesterday: nothing, success: true };

  const days = Math.trunc((endMs - startMs) / DAY_MS) + 1;
  const firstDay = utcDate(startMs);
  const lastDay = utcDate(endMs);
  const previousLast = addDays(firstDay, -1);
  const previousFirst = addDays(previousLast, -days);
  const perDay = newUsersPerDay(facts);
  const current = newestRows(perDay, firstDay, lastDay, days);
  const previous = newestRows(perDay, previousFirst, previousLast, days);
  const on = (date: string): number => current.find((row) => row.date === date)?.users ?? 0;
  const today = on(lastDay);
  const yesterday = on(addDays(lastDay, -1));
  return {
    days: current.map(({ date, users }) => ({ day: new Date(utcMidnight(date)).toISOString(), users })),
    period: { count: sum(current), variation: sum(current) - sum(previous) },
    yesterday: { count: yesterday, variation: today - yesterday },
    success: true,
  };
}

/** A user is new on the day of the first activity ever recorded, whenever it was sent. */
const newUsersPerDay = perFacts((facts): readonly DayRow[] => {
  const users = new Map<string, number>();
  for (const dates of activeDays(facts).values()) {
    const first = [...dates].sort()[0];
    if (first !== undefined) users.set(first, (users.get(first) ?? 0) + 1);
  }
  return [...users].map(([date, count]) => ({ date, users: count }));
});

function newestRows(rows: readonly DayRow[], first: string, last: string, atMost: number): DayRow[] {
  return rows
    .filter(({ date }) => first <= date && date <= last)
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .slice(0, atMost);
}

function sum(rows: readonly DayRow[]): number {
  return rows.reduce((total, { users }) => total + users, 0);
}
