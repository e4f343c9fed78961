import type { Store } from '../../../clickhouse/store';
import { APP, CLIENT } from './support';

/** A report on one local date, as the write side stores it; what a test does not care about has a default. */
export interface Usage {
  readonly tenant?: string;
  readonly client?: string;
  readonly app?: string;
  readonly user: string;
  readonly date: string;
  readonly ms: number;
  readonly sessions?: number;
  /** Do the event's sessions count on this date? */
  readonly countsSessions?: boolean;
  readonly platform?: 'desktop' | 'web';
  readonly id?: string;
  readonly version?: string;
  readonly endedAt?: string;
}

export interface NamedUser {
  readonly client?: string;
  readonly user: string;
  readonly username: string;
  readonly userKey?: string;
  readonly departments?: readonly string[];
  readonly version?: number;
}

export interface NamedApp {
  readonly client?: string;
  readonly app: string;
  readonly name: string;
  readonly type?: string | null;
  readonly isApproved?: boolean;
  readonly isFavorite?: boolean;
  readonly version?: number;
}

const WRITTEN_AT = '2026-02-28 12:00:00.000';

export async function insertClients(
  store: Store,
  clients: readonly string[] = [CLIENT],
  tenant = 'acme',
): Promise<void> {
  const zones = [{ valid_from: '1970-01-01 00:00:00.000', timezone: 'UTC' }];
  await store.insert({
    table: 'headcount.clients',
    columns: ['tenant', 'client_id', 'name', 'zones', 'updated_at', 'version'],
    rows: clients.map((client) => JSON.stringify([tenant, client, 'A client', zones, WRITTEN_AT, 1])),
  });
}

export async function insertUsers(store: Store, users: readonly NamedUser[]): Promise<void> {
  await store.insert({
    table: 'headcount.users',
    columns: [
      'tenant',
      'client_id',
      'user_id',
      'username',
      'user_key',
      'department_ids',
      'updated_at',
      'version',
    ],
    rows: users.map(
      ({ client = CLIENT, user, username, userKey = `${user}-key`, departments = [], version = 1 }) =>
        JSON.stringify(['acme', client, user, username, userKey, departments, WRITTEN_AT, version]),
    ),
  });
}

export async function insertApps(store: Store, apps: readonly NamedApp[]): Promise<void> {
  await store.insert({
    table: 'headcount.apps',
    columns: [
      ...['tenant', 'client_id', 'app_id', 'canonical_name', 'type', 'logo', 'display_colour'],
      ...['is_approved', 'is_favorite', 'updated_at', 'version'],
    ],
    rows: apps.map(
      ({ client = CLIENT, app, name, type = null, isApproved = false, isFavorite = false, version = 1 }) =>
        JSON.stringify([
          'acme',
          client,
          app,
          name,
          type,
          null,
          null,
          isApproved,
          isFavorite,
          WRITTEN_AT,
          version,
        ]),
    ),
  });
}

export async function insertUsage(store: Store, usage: readonly Usage[]): Promise<void> {
  await store.insert({
    table: 'headcount.app_usage_reports',
    columns: [
      ...['tenant', 'client_id', 'app_id', 'activity_date', 'user_id', 'platform', 'id'],
      ...['started_at', 'ended_at', 'report', 'last_active_at', 'received_at'],
    ],
    rows: usage.map((one) => JSON.stringify(reportRow(one))),
  });
}

function reportRow(usage: Usage): unknown[] {
  const { tenant = 'acme', client = CLIENT, app = APP, user, date, ms, sessions = 1 } = usage;
  const { platform = 'desktop', id = `${user}-${date}`, endedAt = `${date} 12:00:00.000` } = usage;
  const report = {
    updated_at: usage.version ?? `${date} 00:00:00.000`,
    active_ms: ms,
    session_count: sessions,
    day_active_ms: ms,
    day_session_count: (usage.countsSessions ?? true) ? sessions : 0,
  };
  const startedAt = `${date} 00:00:00.000`;
  return [tenant, client, app, date, user, platform, id, startedAt, endedAt, report, null, WRITTEN_AT];
}
