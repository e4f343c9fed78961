import type { Store } from '../../clickhouse/store';

const given = new WeakMap<Store, Map<string, number>>();

/** The numbers of a tenant's users, as the write side would give them; who is new gets one in the store. */
export async function numberUsers(
  store: Store,
  tenant: string,
  users: readonly string[],
): Promise<(user: string) => number> {
  const numbers = given.get(store) ?? new Map<string, number>();
  given.set(store, numbers);
  const nameOf = (user: string): string => JSON.stringify([tenant, user]);
  const fresh = [...new Set(users)].filter((user) => !numbers.has(nameOf(user)));
  for (const user of fresh) numbers.set(nameOf(user), numbers.size + 1);
  const numberOf = (user: string): number => numbers.get(nameOf(user)) ?? 0;
  if (fresh.length > 0) {
    const rows = fresh.map((user) => JSON.stringify([tenant, user, numberOf(user)]));
    await store.insert({ table: 'user_numbers', columns: ['tenant', 'user_id', 'number'], rows });
  }
  return numberOf;
}
