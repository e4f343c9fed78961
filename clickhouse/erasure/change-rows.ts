import { setTimeout as sleep } from 'node:timers/promises';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';

/** On a cluster the statements wait for every replica instead (renderForCluster). */
export const BEGIN_ONLY = 'SETTINGS mutations_sync = 0, lightweight_deletes_sync = 0';
const POLL_MS = 20;

/**
 * Changes stored rows of a table and resolves when that is through. It begins the change and looks at it until it is done: the
 * engine's own waiting can miss the end, where the last part to change is removed meanwhile, and then never returns.
 */
export async function changeRows(
  store: Pick<Store, 'command' | 'read' | 'database'>,
  table: string,
  statement: string,
): Promise<void> {
  await store.command(`${statement} ${BEGIN_ONLY}`);
  const pending =
    `SELECT latest_fail_reason FROM system.mutations WHERE database = ${stringLiteral(store.database)} ` +
    `AND table = ${stringLiteral(table)} AND NOT is_done AND NOT is_killed`;
  for (;;) {
    const left = await store.read<{ latest_fail_reason: string }>(pending);
    if (left.length === 0) return;
    const failure = left.find(({ latest_fail_reason: reason }) => reason !== '');
    if (failure)
      throw new Error(`a change of ${table} fails`, { cause: new Error(failure.latest_fail_reason) });
    await sleep(POLL_MS);
  }
}
