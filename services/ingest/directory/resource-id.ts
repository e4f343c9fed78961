import type { DirectoryKind } from './entry';

/** The name of a resource's own id, in paths and in entries. */
export const ID_NAMES: Readonly<Record<DirectoryKind, string>> = {
  client: 'client_id',
  department: 'department_id',
  app: 'app_id',
  user: 'user_id',
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONE_SURROGATE = /\p{Surrogate}/u;
const MAX_USER_ID_CHARACTERS = 128;

/** Can a resource of this kind be named so? Users by 1 to 128 characters, all else by a UUID in either case. */
export function isResourceId(kind: DirectoryKind, id: unknown): id is string {
  if (typeof id !== 'string') return false;
  if (kind !== 'user') return UUID.test(id);
  return id.length > 0 && Array.from(id).length <= MAX_USER_ID_CHARACTERS && !LONE_SURROGATE.test(id);
}
