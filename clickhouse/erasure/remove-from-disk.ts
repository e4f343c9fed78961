import { setTimeout as sleep } from 'node:timers/promises';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';
import { changeRows } from './change-rows';

/**
 * Writes every part that holds deleted rows anew without them, and resolves when the parts of before are off the disk. Parts
 * that the engine itself has put aside (broken, or covered by others) are dropped: nobody reads them, and they may hold
 * anyone. Safe while serving.
 */
export async function removeFromDisk(
  store: Pick<Store, 'query' | 'read' | 'command' | 'database'>,
  tables: readonly string[],
  signal: AbortSignal,
  pollMs: number,
): Promise<void> {
  if (tables.length === 0) return;
  for (const table of tables) {
    signal.throwIfAborted();
    await changeRows(store, table, `ALTER TABLE headcount.${table} APPLY DELETED MASK`);
  }
  await dropDetached(store, tables);
  const [clock] = await store.read<{ now: string }>(`SELECT toString(now('UTC')) AS now`);
  const params = { database: store.database, made_until: clock?.now ?? '' };
  for (;;) {
    const [found] = await store.query<{ parts: string }>('operator/inactive-parts', params);
    if (Number(found?.parts ?? 0) === 0) return;
    await sleep(pollMs, undefined, { signal });
  }
}

async function dropDetached(
  store: Pick<Store, 'read' | 'command' | 'database'>,
  tables: readonly string[],
): Promise<void> {
  const names = tables.map(stringLiteral).join(', ');
  const detached = await store.read<{ table: string; name: string }>(
    `SELECT table, name FROM system.detached_parts WHERE database = ${stringLiteral(store.database)} ` +
      `AND table IN (${names}) AND reason != ''`,
  );
  for (const { table, name } of detached) {
    await store.command(
      `ALTER TABLE headcount.${table} DROP DETACHED PART ${stringLiteral(name)} SETTINGS allow_drop_detached = 1`,
    );
  }
}
