import { randomBytes } from 'node:crypto';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';

/** Whom to erase, and through which instant: what began later is a new beginning and stays. */
export interface Person {
  readonly tenant: string;
  readonly userId: string;
  readonly throughMs: number;
}

/** Conditions that pick a person's rows. */
export interface PersonRows {
  /** Of the person's tenant. */
  readonly tenant: string;
  /** Of the person, in a table with `user_id`. */
  readonly user: string;
  /** What stands for a text in statements. */
  readonly fingerprint: (text: string) => string;
  /** `start`, an expression, is at or before the instant. */
  readonly began: (start: string) => string;
}

/**
 * The conditions, as text for statements. They hold no id but a fingerprint of it under a key of their own, because a
 * mutation's text stays on disk when it is done.
 */
export async function personRows(store: Pick<Store, 'query'>, person: Person): Promise<PersonRows> {
  const bytes = randomBytes(16);
  const [high, low] = [bytes.readBigUInt64LE(0), bytes.readBigUInt64LE(8)];
  const params = { key_high: high, key_low: low, user_id: person.userId };
  const [row] = await store.query<{ fingerprint: string }>('operator/user-fingerprint', params);
  if (!row) throw new Error('a user without a fingerprint');
  const tenant = `tenant = ${stringLiteral(person.tenant)}`;
  const key = `(toUInt64(${stringLiteral(String(high))}), toUInt64(${stringLiteral(String(low))}))`;
  const fingerprint = (text: string): string => `sipHash128Keyed(${key}, ${text})`;
  return {
    tenant,
    fingerprint,
    user: `${tenant} AND ${fingerprint('user_id')} = unhex(${stringLiteral(row.fingerprint)})`,
    began: (start) => `${start} <= fromUnixTimestamp64Milli(toInt64(${person.throughMs}), 'UTC')`,
  };
}
