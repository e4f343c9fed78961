import { APPS, CLIENTS, FIRST_NAMES, LAST_NAMES, ORGANIZATIONS } from './company';
import type { DemoApp, DemoClient } from './company';
import { createRandom } from './random';

export interface Person {
  readonly user_id: string;
  readonly username: string;
  readonly user_key: string;
  readonly client: DemoClient;
  readonly department_ids: readonly string[];
  /** Where they start sessions: mostly the first. */
  readonly orgIds: readonly string[];
  /** Sessions on an ordinary working day: a few people make most of them. */
  readonly sessionsADay: number;
  readonly searchesADay: number;
  readonly apps: readonly DemoApp[];
  /** Days before the end of the sample on which they joined; the company grows. */
  readonly joinedDaysAgo: number;
  readonly worksWeekends: boolean;
}

export const SAMPLE_DAYS = 90;
const PEOPLE = 300;

/** The people of the sample: always the same ones. */
export function makePeople(): Person[] {
  return Array.from({ length: PEOPLE }, (_, index) => makePerson(index));
}

function makePerson(index: number): Person {
  const random = createRandom(`person ${index}`);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const username = `${first.toLowerCase()}.${last.toLowerCase()}`;
  const client = random.pick(CLIENTS);
  const home = random.weighted(ORGANIZATIONS);
  const second = random.chance(0.25) ? [random.weighted(ORGANIZATIONS)] : [];
  const appCount = 2 + random.below(5);
  const heaviness = Math.min(8, 0.55 * random.logNormal());
  return {
    user_id: `u-${String(index + 1).padStart(4, '0')}`,
    username: index % 7 === 3 ? `${username}${index}` : username,
    user_key: `${username}.${index + 1}@example.com`,
    client,
    department_ids: chooseDepartments(client, random),
    orgIds: [...new Set([home, ...second])],
    sessionsADay: heaviness,
    searchesADay: heaviness * (0.3 + random.next()),
    apps: chooseApps(appCount, random),
    joinedDaysAgo: random.chance(0.6) ? SAMPLE_DAYS + 1 : random.below(SAMPLE_DAYS),
    worksWeekends: random.chance(0.1),
  };
}

function chooseDepartments(client: DemoClient, random: ReturnType<typeof createRandom>): string[] {
  const count = random.weighted([
    [0, 1],
    [1, 8],
    [2, 2],
  ]);
  const chosen = Array.from({ length: count }, () => random.pick(client.departments).department_id);
  return [...new Set(chosen)];
}

function chooseApps(count: number, random: ReturnType<typeof createRandom>): DemoApp[] {
  const weights = APPS.map((app) => [app, app.popularity] as const);
  return [...new Set(Array.from({ length: count }, () => random.weighted(weights)))];
}
