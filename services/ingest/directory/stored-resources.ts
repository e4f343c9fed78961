import type { QueryParams, Store } from '../../../clickhouse/store';
import type { ClientRecord, ResourceKey, Stored } from './entry';
import { keyOf, keyText } from './entry';
import { appOfRow, clientOfRow, departmentOfRow, userOfRow } from './resource-row';
import type { AppRow, ClientRow, DepartmentRow, UserRow } from './resource-row';

/** Keys of one question: long enough to be few, short enough for a statement's text. */
const KEYS_A_QUESTION = 500;

/** What the store holds under these keys, by `keyText`; a key that is not there is missing. */
export async function readResources(
  store: Store,
  tenant: string,
  keys: readonly ResourceKey[],
): Promise<Map<string, Stored>> {
  const found = new Map<string, Stored>();
  for (const some of chunks(keys, KEYS_A_QUESTION)) {
    const resources = await Promise.all([
      readClients(
        store,
        tenant,
        distinct(some, 'client', ({ clientId }) => clientId),
      ),
      withKeysOf('department', tenant, some, async (params) => {
        const rows = await store.query<DepartmentRow>('directory/departments', params);
        return rows.map(departmentOfRow);
      }),
      withKeysOf('app', tenant, some, async (params) => {
        return (await store.query<AppRow>('directory/apps', params)).map(appOfRow);
      }),
      withKeysOf('user', tenant, some, async (params) => {
        return (await store.query<UserRow>('directory/users', params)).map(userOfRow);
      }),
    ]);
    for (const stored of resources.flat()) found.set(keyText(keyOf(stored.record)), stored);
  }
  return found;
}

export async function readClients(
  store: Store,
  tenant: string,
  clientIds: readonly string[],
): Promise<Stored<ClientRecord>[]> {
  const found: Stored<ClientRecord>[] = [];
  for (const some of chunks(clientIds, KEYS_A_QUESTION)) {
    const rows = await store.query<ClientRow>('directory/clients', { tenant, client_ids: some });
    found.push(...rows.map(clientOfRow));
  }
  return found;
}

/** Which of these clients have any app usage. */
export async function readClientsWithUsage(
  store: Store,
  tenant: string,
  clientIds: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of chunks(clientIds, KEYS_A_QUESTION)) {
    const rows = await store.query<{ client_id: string }>('directory/clients-with-usage', {
      tenant,
      client_ids: some,
    });
    for (const { client_id } of rows) found.add(client_id);
  }
  return found;
}

/** An app or a user that is known from usage alone: the names are the id (contract 4). Undefined if there is no usage. */
export async function readStub(
  store: Store,
  tenant: string,
  { kind, clientId, id }: ResourceKey,
): Promise<Stored | undefined> {
  if (kind !== 'app' && kind !== 'user') return undefined;
  const question = `directory/${kind}-from-usage`;
  const params = { tenant, client_id: clientId, id };
  const [row] = await store.query<{ registered_at_ms: string }>(question, params);
  if (!row) return undefined;
  const version = Number(row.registered_at_ms) * 1000;
  if (kind === 'user') {
    return { record: { kind, clientId, userId: id, username: id, userKey: id, departmentIds: [] }, version };
  }
  const unsaid = { type: null, logo: null, displayColour: null, isApproved: false, isFavorite: false };
  return { record: { kind, clientId, appId: id, canonicalName: id, ...unsaid }, version };
}

async function withKeysOf(
  kind: ResourceKey['kind'],
  tenant: string,
  keys: readonly ResourceKey[],
  read: (params: QueryParams) => Promise<Stored[]>,
): Promise<Stored[]> {
  const ids = distinct(keys, kind, ({ id }) => id);
  if (ids.length === 0) return [];
  return await read({ tenant, client_ids: distinct(keys, kind, ({ clientId }) => clientId), ids });
}

function distinct(
  keys: readonly ResourceKey[],
  kind: ResourceKey['kind'],
  part: (key: ResourceKey) => string,
): string[] {
  return [...new Set(keys.filter((key) => key.kind === kind).map(part))];
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const cut: Item[][] = [];
  for (let from = 0; from < items.length; from += size) cut.push(items.slice(from, from + size));
  return cut;
}
