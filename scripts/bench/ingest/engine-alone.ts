import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import { mergeBatches } from '../../../services/ingest/commit/merge-batches';
import { checkBody } from '../../../services/ingest/events/check-body';
import { toRows } from '../../../services/ingest/events/rows';
import { TENANT, userNumber } from '../workload';
import { type EventSpace, sentBody } from './sent-events';

/**
 * How many events a second the engine takes into the same tables, views and syncs included, with no service in between: rows
 * that are ready are inserted, one batch after the other, both tables at once.
 */
export async function engineAlone(
  store: Store,
  batch: number,
  durationMs: number,
  space: EventSpace,
): Promise<number> {
  let first = 0;
  let spentMs = 0;
  while (spentMs < durationMs) {
    const batches = await readyRows(`alone-${batch}`, first, batch, space);
    first += batch;
    const from = performance.now();
    await Promise.all(batches.map((one) => store.insert(one)));
    spentMs += performance.now() - from;
  }
  return Math.round((first / spentMs) * 1000);
}

/** As much as a request may hold. */
const ROWS_AT_ONCE = 10_000;

async function readyRows(
  run: string,
  first: number,
  count: number,
  space: EventSpace,
): Promise<InsertBatch[]> {
  const batches: InsertBatch[] = [];
  for (let made = 0; made < count; made += ROWS_AT_ONCE) {
    const body = sentBody(run, first + made, Math.min(ROWS_AT_ONCE, count - made), space);
    const { accepted } = await checkBody(Buffer.from(body), 'ndjson', {
      nowMs: space.nowMs,
      principal: { orgs: 'all', clients: 'all' },
      knownClients: (ids) => Promise.resolve(ids),
      nextTurn,
    });
    const numberOf = { get: (userId: string) => userNumber(userId, space) };
    batches.push(
      ...toRows(accepted, { tenant: TENANT, receivedAtMs: space.nowMs, zonesOf: () => [], numberOf }),
    );
  }
  return mergeBatches(batches);
}
