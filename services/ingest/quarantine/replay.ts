import { setImmediate as nextTurn } from 'node:timers/promises';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import { deleteQuarantined } from '../../../clickhouse/erasure/erase-person';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import type { Principal } from '../../platform/principal';
import type { Committer } from '../commit/committer';
import type { Eraser } from '../erasure/eraser';
import { erasedSince } from '../erasure/old-events';
import { readItem } from '../events/body-items';
import type { FormedItem } from '../events/check-body';
import { checkItems } from '../events/check-body';
import { isObject } from '../events/field-problems';
import { prepareEvents } from '../events/prepare-events';
import type { PrepareContext } from '../events/prepare-events';
import type { Refusal } from '../rejection';
import { instantText } from '../time/calendar';
import type { EntryRow } from './entries';
import { placeOfEntry, readEntries } from './entries';
import type { QuarantineQuery } from './quarantine-parameters';
import { cursorOf } from './quarantine-parameters';

export interface ReplayContext extends PrepareContext {
  readonly store: Store;
  readonly committer: Committer;
  readonly eraser: Eraser;
  readonly hasOtherWriters: boolean;
}

export interface ReplayOutcome {
  readonly taken: number;
  readonly refused: number;
  readonly next_cursor: string | null;
}

const REPLAYS = {
  table: 'headcount.quarantine_replays',
  columns: ['tenant', 'quarantine_id', 'taken_at', 'last'],
};

/**
 * Offers one page of open entries again, judged by the operator's own token, as one commit: its events and the marks that they
 * were taken are stored together or not at all. Those refused again stay, with the new reason.
 */
export async function replayPage(
  query: QuarantineQuery,
  principal: Principal,
  nowMs: number,
  context: ReplayContext,
): Promise<ReplayOutcome> {
  return await context.committer.exclusive({
    rows: query.pageSize,
    bytes: 0,
    run: async (write) => {
      const { store, clients, numbers, erased, eraser, hasOtherWriters } = context;
      const { tenant } = principal;
      const entries = await readEntries(store, tenant, { ...query, state: 'open' }, query.pageSize);
      const checked = await checkItems(entries.map(itemOf), {
        nowMs,
        principal,
        knownClients: (clientIds) => clients.known(tenant, clientIds),
        nextTurn,
      });
      const prepared = await prepareEvents(
        { within: '', ...checked },
        { tenant, receivedAtMs: nowMs },
        context,
      );
      const { rejections, quarantined } = prepared.settled;
      const refusals = new Map(rejections.map(({ index, refusal }) => [index, refusal]));
      const kept = new Set(quarantined.map(({ index }) => index));
      const gone = [...refusals.keys()].filter((index) => !kept.has(index));
      await write([...prepared.batches(), marks(tenant, entries, refusals, nowMs)]);
      numbers.stored(tenant, prepared.numberOf);
      await forget(
        store,
        tenant,
        gone.flatMap((index) => entries[index]?.quarantine_id ?? []),
      );
      if (hasOtherWriters) {
        await erased.refresh(tenant);
        const now = erased.erasedThrough(tenant);
        const since = erasedSince(prepared.numberOf.keys(), prepared.erasedThrough, now);
        for (const [userId, throughMs] of since) await eraser.eraseAgain({ tenant, userId, throughMs });
      }
      const last = entries.length === query.pageSize ? entries.at(-1) : undefined;
      return {
        taken: entries.length - refusals.size,
        refused: refusals.size,
        next_cursor: last ? cursorOf(placeOfEntry(last)) : null,
      };
    },
  });
}

/** As it came: a CloudEvent is known by its specversion. */
function itemOf({ payload, payload_encoding }: EntryRow): FormedItem {
  const item = readItem(payload_encoding === 'base64' ? Buffer.from(payload, 'base64') : payload);
  const isWrapped = 'value' in item && isObject(item.value) && 'specversion' in item.value;
  return { item, form: isWrapped ? 'cloudevent' : 'json' };
}

function marks(
  tenant: string,
  entries: readonly EntryRow[],
  refusals: ReadonlyMap<number, Refusal>,
  nowMs: number,
): InsertBatch {
  const now = instantText(nowMs);
  const rows = entries.map(({ quarantine_id }, index) => {
    const refusal = refusals.get(index);
    const { code, path, message } = refusal ?? { code: '', path: '', message: '' };
    const last = { replayed_at: now, code, path, message };
    return JSON.stringify([tenant, quarantine_id, refusal ? null : now, last]);
  });
  return { ...REPLAYS, rows };
}

/** Entries about users who were erased since are not kept. */
async function forget(store: Store, tenant: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await deleteQuarantined(store, await readCatalog(store), tenant, ids);
}
