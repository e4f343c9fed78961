import type { Column, OtherPurpose } from './catalog';

/** The few tables whose purpose only their name tells. A table that belongs to none of these ways must be added here. */
const BY_NAME: Readonly<Record<string, OtherPurpose>> = {
  quarantine: 'quarantine',
  quarantine_replays: 'quarantine',
  user_numbers: 'user_numbers',
  user_number_aliases: 'service',
  user_number_ranges: 'service',
  erased_users: 'erasures',
};

/** What a table is for that no view reads or writes; undefined where that is not known. */
export function purposeOf(
  table: { readonly name: string; readonly engine_full: string; readonly sorting_key: string },
  columns: readonly Column[],
): OtherPurpose | undefined {
  if (Object.hasOwn(BY_NAME, table.name)) return BY_NAME[table.name];
  if (!columns.some(({ name }) => name === 'tenant')) return 'service';
  const newestVersionWins = /ReplacingMergeTree\([^)]*\bversion\)/.test(table.engine_full);
  return newestVersionWins && table.sorting_key.startsWith('tenant, client_id') ? 'directory' : undefined;
}
