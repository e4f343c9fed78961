import type { Catalog } from '../../../clickhouse/catalog/catalog';
import { deleteQuarantined } from '../../../clickhouse/erasure/erase-person';
import type { Person } from '../../../clickhouse/erasure/person';
import type { Store } from '../../../clickhouse/store';
import { isAbout } from './user-ids-in';

const ENTRIES_A_STATEMENT = 500;
const COLUMNS = ['quarantine_id', 'subject', 'payload', 'payload_encoding'] as const;
type Entry = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Removes the refused events that are about a person, or were sent with their own token. Answers how many. */
export async function eraseQuarantined(
  store: Store,
  catalog: Catalog,
  { tenant, userId }: Person,
): Promise<number> {
  const ids = new Set<string>();
  const params = { tenant, user_id: userId };
  for await (const entries of store.stream<Entry>('erasure/quarantined-candidates', params, COLUMNS)) {
    for (const { quarantine_id, subject, payload, payload_encoding } of entries) {
      const raw = payload_encoding === 'base64' ? Buffer.from(payload, 'base64') : payload;
      if (subject === userId || isAbout(raw, userId)) ids.add(quarantine_id);
    }
  }
  const all = [...ids];
  for (let from = 0; from < all.length; from += ENTRIES_A_STATEMENT) {
    await deleteQuarantined(store, catalog, tenant, all.slice(from, from + ENTRIES_A_STATEMENT));
  }
  return all.length;
}
