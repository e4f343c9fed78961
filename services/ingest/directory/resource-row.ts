import { instantText } from '../time/calendar';
import type { Zone } from '../time/zones';
import type { ClientRecord, DirectoryKind, DirectoryRecord, Stored } from './entry';

/** The table of each kind and its columns, in the order in which `rowOf` writes them. */
export const DIRECTORY_TABLES: Readonly<
  Record<DirectoryKind, { table: string; columns: readonly string[] }>
> = {
  client: {
    table: 'headcount.clients',
    columns: ['tenant', 'client_id', 'name', 'zones', 'updated_at', 'version'],
  },
  department: {
    table: 'headcount.departments',
    columns: ['tenant', 'client_id', 'department_id', 'name', 'updated_at', 'version'],
  },
  app: {
    table: 'headcount.apps',
    columns: [
      ...['tenant', 'client_id', 'app_id', 'canonical_name', 'type', 'logo', 'display_colour'],
      ...['is_approved', 'is_favorite', 'updated_at', 'version'],
    ],
  },
  user: {
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
  },
};

/** The row of a resource, as JSONCompactEachRow wants it. */
export function rowOf(tenant: string, { record, version }: Stored): string {
  const fields = fieldsOf(record);
  return JSON.stringify([tenant, record.clientId, ...fields, instantText(updatedAtMs(version)), version]);
}

export function updatedAtMs(version: number): number {
  return Math.floor(version / 1000);
}

function fieldsOf(record: DirectoryRecord): unknown[] {
  switch (record.kind) {
    case 'client':
      return [record.name, record.zones.map(zoneTuple)];
    case 'department':
      return [record.departmentId, record.name];
    case 'app': {
      const { appId, canonicalName, type, logo, displayColour, isApproved, isFavorite } = record;
      return [appId, canonicalName, type, logo, displayColour, isApproved, isFavorite];
    }
    case 'user':
      return [record.userId, record.username, record.userKey, record.departmentIds];
  }
}

function zoneTuple({ validFromMs, timezone }: Zone): object {
  return { valid_from: instantText(validFromMs), timezone };
}

/** Rows of clickhouse/queries/directory/{clients,departments,apps,users}.sql; 64-bit numbers come as text. */
export interface ClientRow {
  readonly client_id: string;
  readonly name: string;
  readonly zone_starts_ms: readonly string[];
  readonly zone_names: readonly string[];
  readonly version: string;
}
export interface DepartmentRow {
  readonly client_id: string;
  readonly department_id: string;
  readonly name: string;
  readonly version: string;
}
export interface AppRow {
  readonly client_id: string;
  readonly app_id: string;
  readonly canonical_name: string;
  readonly type: string | null;
  readonly logo: string | null;
  readonly display_colour: string | null;
  readonly is_approved: boolean;
  readonly is_favorite: boolean;
  readonly version: string;
}
export interface UserRow {
  readonly client_id: string;
  readonly user_id: string;
  readonly username: string;
  readonly user_key: string;
  readonly department_ids: readonly string[];
  readonly version: string;
}

export function clientOfRow(row: ClientRow): Stored<ClientRecord> {
  const zones: Zone[] = row.zone_names.map((timezone, index) => ({
    validFromMs: Number(row.zone_starts_ms[index]),
    timezone,
  }));
  return {
    record: { kind: 'client', clientId: row.client_id, name: row.name, zones },
    version: Number(row.version),
  };
}

export function departmentOfRow(row: DepartmentRow): Stored {
  const record = {
    kind: 'department',
    clientId: row.client_id,
    departmentId: row.department_id,
    name: row.name,
  } as const;
  return { record, version: Number(row.version) };
}

export function appOfRow(row: AppRow): Stored {
  const record = {
    kind: 'app',
    clientId: row.client_id,
    appId: row.app_id,
    canonicalName: row.canonical_name,
    type: row.type,
    logo: row.logo,
    displayColour: row.display_colour,
    isApproved: row.is_approved,
    isFavorite: row.is_favorite,
  } as const;
  return { record, version: Number(row.version) };
}

export function userOfRow(row: UserRow): Stored {
  const record = {
    kind: 'user',
    clientId: row.client_id,
    userId: row.user_id,
    username: row.username,
    userKey: row.user_key,
    departmentIds: row.department_ids,
  } as const;
  return { record, version: Number(row.version) };
}
