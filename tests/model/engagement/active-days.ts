import { utcDate } from '../dates';
import { perFacts } from '../per-facts';

/** On which dates each user did anything: UTC days of sessions and searches, local dates of used apps. */
export const activeDays = perFacts((facts): ReadonlyMap<string, ReadonlySet<string>> => {
  const days = new Map<string, Set<string>>();
  const add = (userId: string, date: string): void => {
    days.set(userId, (days.get(userId) ?? new Set()).add(date));
  };
  for (const { userId, createdMs } of [...facts.sessions, ...facts.searches]) add(userId, utcDate(createdMs));
  for (const { userId, date } of facts.usedDates) add(userId, date);
  return days;
});
