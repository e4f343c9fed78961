import { appUsageOfDay } from './app-usage-of-day';
import type { DemoEvent } from './demo-event';
import { makePeople, SAMPLE_DAYS } from './people';
import type { Person } from './people';
import { createRandom } from './random';
import type { Random } from './random';
import { sessionsOfDay } from './sessions-of-day';

const DAY_MS = 86_400_000;

/**
 * The sample's events, oldest day first: the 90 days that end now. What happens on a date depends on that date and the person
 * alone, so that another demo, today or tomorrow, repeats the same events for the dates that both have.
 */
export function* sampleEvents(now: Date): Generator<DemoEvent, void, undefined> {
  const people = makePeople();
  const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
  for (let daysAgo = SAMPLE_DAYS; daysAgo >= 0; daysAgo -= 1) {
    const dayMs = today - daysAgo * DAY_MS;
    const date = new Date(dayMs).toISOString().slice(0, 10);
    for (const person of people) {
      yield* eventsOfDay(person, date, daysAgo).filter((event) => hasHappened(event, now));
    }
  }
}

function eventsOfDay(person: Person, date: string, daysAgo: number): DemoEvent[] {
  if (daysAgo > person.joinedDaysAgo) return [];
  const random = createRandom(`${person.user_id} ${date}`);
  const busyness = busynessOf(person, date, random);
  return [...sessionsOfDay(person, date, busyness, random), ...appUsageOfDay(person, date, busyness, random)];
}

/** How much of an ordinary working day this is: weekends are quiet, Fridays short, people are away now and then. */
function busynessOf(person: Person, date: string, random: Random): number {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const isAway = random.chance(0.12);
  if (isAway) return 0;
  if (weekday === 0 || weekday === 6) return person.worksWeekends ? 0.6 : 0.06;
  return weekday === 5 ? 0.8 : 1;
}

/** What would end after now is left out: it belongs to a later demo. */
function hasHappened(event: DemoEvent, now: Date): boolean {
  const until = event.ended_at ?? event.last_active_at ?? event.created_at;
  return typeof until === 'string' && Date.parse(until) <= now.getTime();
}
