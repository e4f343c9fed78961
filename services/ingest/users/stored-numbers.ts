import type { Store } from '../../../clickhouse/store';
import type { NumbersStore } from './number-source';

/** Users of one question, which names them all. */
const USERS_A_QUESTION = 10_000;
const ALIASES = { table: 'headcount.user_number_aliases', columns: ['tenant', 'number', 'canonical'] };

/** The numbers of those users that have one. */
export async function findNumbers(
  store: Pick<Store, 'query'>,
  tenant: string,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const some of chunks(userIds)) {
    const params = { tenant, user_ids: some };
    const rows = await store.query<{ user_id: string; number: number }>('ingest/user-numbers', params);
    for (const { user_id, number } of rows) found.set(user_id, number);
  }
  return found;
}

/**
 * After new numbers were stored: where another process has given a user a number too, says in the store that the smallest stands
 * for all, and answers it. Of several, the process that stored its number last sees them all, so every further number is an
 * alias before anyone uses it beside another.
 */
export async function settleRivals(
  store: NumbersStore,
  tenant: string,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const settled = new Map<string, number>();
  for (const some of chunks(userIds)) {
    const params = { tenant, user_ids: some };
    const rivals = await store.query<{ user_id: string; numbers: number[] }>(
      'ingest/user-number-rivals',
      params,
    );
    const rows = rivals.flatMap(({ user_id, numbers: [canonical = 0, ...others] }) => {
      settled.set(user_id, canonical);
      return others.map((number) => JSON.stringify([tenant, number, canonical]));
    });
    if (rows.length > 0) await store.insert({ ...ALIASES, rows });
  }
  return settled;
}

function chunks(userIds: readonly string[]): string[][] {
  const count = Math.ceil(userIds.length / USERS_A_QUESTION);
  return Array.from({ length: count }, (_, index) =>
    userIds.slice(index * USERS_A_QUESTION, (index + 1) * USERS_A_QUESTION),
  );
}
