import { CATEGORIES } from './company';
import type { DemoEvent } from './demo-event';
import type { Person } from './people';
import type { Random } from './random';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A person's sessions and searches of one day. `busyness` is how much of an ordinary working day it is. */
export function sessionsOfDay(person: Person, date: string, busyness: number, random: Random): DemoEvent[] {
  const sessions = Array.from({ length: random.poisson(person.sessionsADay * busyness) }, (_, index) =>
    session(person, date, index, random),
  );
  const searches = Array.from({ length: random.poisson(person.searchesADay * busyness) }, (_, index) =>
    search(person, date, index, random),
  );
  return [...sessions, ...searches];
}

function session(person: Person, date: string, index: number, random: Random): DemoEvent {
  const createdMs = workingInstantMs(person, date, random);
  const minutes = Math.min(600, 25 * random.logNormal());
  const [category, subcategories] = random.pick(CATEGORIES);
  const subcategory = random.pick(subcategories);
  const id = `s-${person.user_id}-${date}-${index}`;
  return {
    type: 'session',
    id,
    user_id: person.user_id,
    org_id: orgOf(person, random),
    created_at: iso(createdMs),
    ended_at: iso(createdMs + Math.round(minutes * MINUTE_MS)),
    origin: random.weighted(ORIGINS),
    size: random.weighted(SIZES),
    ...(random.chance(0.85) && { category }),
    ...(random.chance(0.6) && {
      subcategory_id: subcategory.toLowerCase().replaceAll(' ', '-'),
      subcategory_name: subcategory,
    }),
    ...(random.chance(0.2) && { playbook_id: `playbook-${1 + random.below(4)}` }),
    ...(random.chance(0.15) && { from_search: true }),
    acus: Math.round(minutes * 4) / 100,
    ...(random.chance(0.4) && { pull_requests: [pullRequest(id, createdMs, minutes, random)] }),
  };
}

const ORIGINS = [
  ['webapp', 10],
  ['slack', 6],
  ['api', 3],
  ['linear', 2],
  ['jira', 2],
  ['automation', 2],
  ['teams', 1],
  ['desktop', 1],
] as const;

const SIZES = [
  ['xs', 3],
  ['s', 6],
  ['m', 5],
  ['l', 2],
  ['xl', 1],
] as const;

function pullRequest(sessionId: string, createdMs: number, minutes: number, random: Random): object {
  return {
    id: `pr-${sessionId}`,
    state: random.weighted([
      ['merged', 6],
      ['open', 2],
      ['closed', 2],
    ]),
    created_at: iso(createdMs + Math.round((minutes / 2) * MINUTE_MS)),
    taken_over: random.chance(0.05),
  };
}

function search(person: Person, date: string, index: number, random: Random): DemoEvent {
  return {
    type: 'search',
    id: `q-${person.user_id}-${date}-${index}`,
    user_id: person.user_id,
    org_id: orgOf(person, random),
    created_at: iso(workingInstantMs(person, date, random)),
  };
}

function orgOf(person: Person, random: Random): string {
  const [home = '', second = home] = person.orgIds;
  return random.chance(0.8) ? home : second;
}

/** When their client's working day begins, roughly, in UTC. */
const MORNING_UTC_HOURS: Readonly<Record<string, number>> = {
  'Asia/Kolkata': 3,
  'America/New_York': 13,
  'Europe/Berlin': 7,
};

/** An instant of a person's working day: most of them in its eight hours, some in the evening. */
export function workingInstantMs(person: Person, date: string, random: Random): number {
  const morning = MORNING_UTC_HOURS[person.client.timezone] ?? 8;
  const hours = random.chance(0.9) ? 8 * random.next() : 8 + 4 * random.next();
  return Date.parse(`${date}T00:00:00Z`) + Math.floor((morning + hours) * HOUR_MS);
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
