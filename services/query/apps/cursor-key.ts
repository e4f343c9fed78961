import type { Store } from '../../../clickhouse/store';

/** The key that signs page cursors, the same for every process of an installation. Read once at start. */
export async function loadCursorKey(store: Store): Promise<string> {
  const [key] = await store.query<{ value: string }>('operator/cursor-key', {});
  if (key === undefined) throw new Error('the cursor key is missing: the migrations have not run');
  return key.value;
}
