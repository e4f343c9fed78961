import type { ZoneHistory } from '../time/zones';

/** What a caller says about one resource of the directory, checked: ids in lower case, absent fields filled in. */
export type DirectoryEntry = ClientEntry | DepartmentEntry | AppEntry | UserEntry;
export type DirectoryKind = DirectoryEntry['kind'];

export interface ClientEntry {
  readonly kind: 'client';
  readonly clientId: string;
  readonly name: string;
  readonly timezone: string;
}

export interface DepartmentEntry {
  readonly kind: 'department';
  readonly clientId: string;
  readonly departmentId: string;
  readonly name: string;
}

export interface AppEntry {
  readonly kind: 'app';
  readonly clientId: string;
  readonly appId: string;
  readonly canonicalName: string;
  readonly type: string | null;
  readonly logo: string | null;
  readonly displayColour: string | null;
  readonly isApproved: boolean;
  readonly isFavorite: boolean;
}

export interface UserEntry {
  readonly kind: 'user';
  readonly clientId: string;
  readonly userId: string;
  readonly username: string;
  readonly userKey: string;
  readonly departmentIds: readonly string[];
}

/** A resource as it is stored. A client keeps the history of its zones, oldest first. */
export type DirectoryRecord = ClientRecord | DepartmentEntry | AppEntry | UserEntry;

export interface ClientRecord {
  readonly kind: 'client';
  readonly clientId: string;
  readonly name: string;
  readonly zones: ZoneHistory;
}

export interface Stored<Resource extends DirectoryRecord = DirectoryRecord> {
  readonly record: Resource;
  /** The instant of the write in microseconds; the largest of a resource is the one that holds. */
  readonly version: number;
}

/** What names a resource in its tenant: its kind, its client and, but for a client itself, its own id. */
export interface ResourceKey {
  readonly kind: DirectoryKind;
  readonly clientId: string;
  readonly id: string;
}

export function keyOf(resource: DirectoryEntry | DirectoryRecord): ResourceKey {
  const { kind, clientId } = resource;
  switch (kind) {
    case 'client':
      return { kind, clientId, id: '' };
    case 'department':
      return { kind, clientId, id: resource.departmentId };
    case 'app':
      return { kind, clientId, id: resource.appId };
    case 'user':
      return { kind, clientId, id: resource.userId };
  }
}

/** The key as text, for maps. */
export function keyText({ kind, clientId, id }: ResourceKey): string {
  return `${kind} ${clientId} ${id}`;
}
