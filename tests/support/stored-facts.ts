import type { Store } from '../../clickhouse/store';
import { numberUsers } from './user-numbers';

/** Facts as the write side stores them, for tests of the read side; what a test does not name has a default. */

export interface StoredEvent {
  readonly tenant?: string;
  readonly org?: string;
  readonly user: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Default: made of user and time. */
  readonly id?: string;
  /** Default: `at`. */
  readonly updatedAt?: string;
}

export interface StoredUsage {
  readonly tenant?: string;
  readonly user: string;
  /** The client's local date, YYYY-MM-DD. */
  readonly date: string;
}

const CLIENT = '0a0a0a0a-0000-4000-8000-000000000001';
const APP = '0b0b0b0b-0000-4000-8000-000000000001';

/** Each call is one insert, so one part of the table until the engine merges it. */
export function insertSessions(store: Store, events: readonly StoredEvent[]): Promise<void> {
  return insertEvents(store, 'sessions', events);
}

export function insertSearches(store: Store, events: readonly StoredEvent[]): Promise<void> {
  return insertEvents(store, 'searches', events);
}

export async function insertAppUsage(store: Store, usage: readonly StoredUsage[]): Promise<void> {
  const numberOf = await numberAll(store, usage);
  await store.insert({
    table: 'app_usage_reports',
    columns: [
      ...['tenant', 'client_id', 'app_id', 'activity_date', 'user_id', 'user_number', 'platform', 'id'],
      ...['started_at', 'ended_at', 'report'],
    ],
    rows: usage.map(({ tenant = 'acme', user, date }) => {
      const figures = { active_ms: 1000, session_count: 1, day_active_ms: 1000, day_session_count: 1 };
      const [startedAt, endedAt] = [`${date}T12:00:00.000Z`, `${date}T12:00:01.000Z`];
      const report = { updated_at: startedAt, ...figures };
      const id = `${user}-${date}`;
      const number = numberOf(tenant, user);
      return JSON.stringify([tenant, CLIENT, APP, date, user, number, 'web', id, startedAt, endedAt, report]);
    }),
  });
}

async function insertEvents(store: Store, table: string, events: readonly StoredEvent[]): Promise<void> {
  const numberOf = await numberAll(store, events);
  await store.insert({
    table,
    columns: ['tenant', 'org_id', 'user_id', 'user_number', 'id', 'created_at', 'updated_at'],
    rows: events.map(({ tenant = 'acme', org = 'org-a', user, at, id = `${user}-${at}`, updatedAt = at }) =>
      JSON.stringify([tenant, org, user, numberOf(tenant, user), id, at, updatedAt]),
    ),
  });
}

async function numberAll(
  store: Store,
  facts: readonly { tenant?: string; user: string }[],
): Promise<(tenant: string, user: string) => number> {
  const byTenant = new Map<string, (user: string) => number>();
  for (const { tenant = 'acme' } of facts) {
    if (byTenant.has(tenant)) continue;
    const users = facts.filter((fact) => (fact.tenant ?? 'acme') === tenant).map(({ user }) => user);
    byTenant.set(tenant, await numberUsers(store, tenant, users));
  }
  return (tenant, user) => byTenant.get(tenant)?.(user) ?? 0;
}
