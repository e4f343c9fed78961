import { isDeepStrictEqual } from 'node:util';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import type { Committer } from '../commit/committer';
import { mergeBatches } from '../commit/merge-batches';
import { changeZone } from '../time/zones';
import type { ZoneHistory } from '../time/zones';
import type { ClientRegistry } from './client-registry';
import type { DirectoryClock } from './directory-clock';
import type { DirectoryEntry, DirectoryRecord, ResourceKey, Stored } from './entry';
import { keyOf, keyText } from './entry';
import { DIRECTORY_TABLES, rowOf } from './resource-row';
import { readClientsWithUsage, readResources } from './stored-resources';

export interface DirectoryContext {
  readonly store: Store;
  readonly committer: Committer;
  readonly clients: ClientRegistry;
  readonly clock: DirectoryClock;
}

/** The stored resource, or that its client is not registered. */
export type WriteOutcome = Stored | 'unknown-client';

/**
 * Writes entries in order, as one commit that sees every earlier event stored and no later one begun. What is said again
 * with the same words writes nothing. Throws TryAgainLater or CommitRefused.
 */
export async function writeDirectory(
  tenant: string,
  entries: readonly DirectoryEntry[],
  bytes: number,
  { store, committer, clients, clock }: DirectoryContext,
): Promise<WriteOutcome[]> {
  return await committer.exclusive({
    rows: entries.length,
    bytes,
    run: async (write) => {
      const current = await readResources(store, tenant, keysOf(entries));
      const clientIds = new Set(
        entries.filter(({ kind }) => kind === 'client').map(({ clientId }) => clientId),
      );
      const withUsage = await readClientsWithUsage(store, tenant, [...clientIds]);
      const atMs = clock.writeInstantMs();
      const { outcomes, changed } = applyEntries(entries, current, withUsage, atMs);
      await write(batchesOf(tenant, changed));
      for (const { record, version } of changed) {
        if (record.kind === 'client') clients.put(tenant, { record, version });
      }
      return outcomes;
    },
  });
}

/** Every entry's own key and its client's. */
function keysOf(entries: readonly DirectoryEntry[]): ResourceKey[] {
  const keys = new Map<string, ResourceKey>();
  for (const entry of entries) {
    const clientKey: ResourceKey = { kind: 'client', clientId: entry.clientId, id: '' };
    for (const key of [clientKey, keyOf(entry)]) keys.set(keyText(key), key);
  }
  return [...keys.values()];
}

/** What the entries make of what is stored; `changed` holds each resource that is new or different, once. */
export function applyEntries(
  entries: readonly DirectoryEntry[],
  stored: ReadonlyMap<string, Stored>,
  clientsWithUsage: ReadonlySet<string>,
  atMs: number,
): { outcomes: WriteOutcome[]; changed: Stored[] } {
  const current = new Map(stored);
  const changed = new Map<string, Stored>();
  const outcomes = entries.map((entry): WriteOutcome => {
    const isKnown = current.has(keyText({ kind: 'client', clientId: entry.clientId, id: '' }));
    if (entry.kind !== 'client' && !isKnown) return 'unknown-client';
    const key = keyText(keyOf(entry));
    const before = current.get(key);
    const record = recordOf(entry, before?.record, clientsWithUsage.has(entry.clientId), atMs);
    if (before && isDeepStrictEqual(before.record, record)) return before;
    const after: Stored = { record, version: Math.max(atMs * 1000, (before?.version ?? 0) + 1) };
    current.set(key, after);
    changed.set(key, after);
    return after;
  });
  return { outcomes, changed: [...changed.values()] };
}

function recordOf(
  entry: DirectoryEntry,
  before: DirectoryRecord | undefined,
  hasUsage: boolean,
  atMs: number,
): DirectoryRecord {
  if (entry.kind !== 'client') return entry;
  const { kind, clientId, name, timezone } = entry;
  const history: ZoneHistory = before?.kind === 'client' ? before.zones : [];
  return { kind, clientId, name, zones: changeZone(history, timezone, { answeredAtMs: atMs, hasUsage }) };
}

function batchesOf(tenant: string, changed: readonly Stored[]): InsertBatch[] {
  return mergeBatches(
    changed.map((stored) => ({ ...DIRECTORY_TABLES[stored.record.kind], rows: [rowOf(tenant, stored)] })),
  );
}
