import type { InsertBatch } from '../../../clickhouse/store';
import type { CommitPart } from '../commit/commit-payload';
import { USER_NUMBERS_POLICY } from '../commit/policy';
import type { NumbersStore, NumberSource } from './number-source';
import { NumbersByUser } from './numbers-by-user';
import { RecentNumbers } from './recent-numbers';
import { findNumbers, settleRivals } from './stored-numbers';

const TABLE = { table: 'headcount.user_numbers', columns: ['tenant', 'user_id', 'number'] };

interface UserNumbersOptions {
  readonly store: NumbersStore;
  readonly source: NumberSource;
  /** Whether other processes give numbers too. */
  readonly hasOtherWriters: boolean;
}

/**
 * The numbers of users (clickhouse/migrations/0009_user_numbers.sql): those lately used in memory, the others in the store; who
 * has none gets one.
 *
 * A new number is carried as a row by every request's part of a commit that uses it, until one of these parts is surely stored:
 * a part that is refused takes no other's row with it, and a number is never used anywhere without its row. Until then it is
 * kept here. Where other processes give numbers too, the row is stored before the number is used, and looked at again.
 */
export class UserNumbers {
  private readonly recent = new RecentNumbers(USER_NUMBERS_POLICY.maxRecent);
  private readonly unstored = new NumbersByUser();
  private wanted = new Map<string, Set<string>>();
  private next: Promise<void> | undefined;
  private settled: Promise<void> = Promise.resolve();

  constructor(private readonly options: UserNumbersOptions) {}

  /** The number of each of these users; callers of one turn share the questions to the store. */
  async of(tenant: string, userIds: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
    const numbers = this.known(tenant, userIds);
    const missing = [...userIds].filter((userId) => !numbers.has(userId));
    if (missing.length === 0) return numbers;
    const wanted = this.wanted.get(tenant) ?? new Set();
    for (const userId of missing) wanted.add(userId);
    this.wanted.set(tenant, wanted);
    this.next ??= this.settled.then(() => this.give());
    this.settled = this.next.catch(() => undefined);
    await this.next;
    for (const [userId, number] of this.known(tenant, missing)) numbers.set(userId, number);
    return numbers;
  }

  /** The rows that a part which uses these numbers must carry. */
  rows(tenant: string, numbers: ReadonlyMap<string, number>): InsertBatch {
    const rows: string[] = [];
    for (const [userId, number] of numbers) {
      if (this.unstored.get(tenant, userId) === number) rows.push(JSON.stringify([tenant, userId, number]));
    }
    return { ...TABLE, rows };
  }

  /** A part with these numbers is stored, its rows with it. */
  stored(tenant: string, numbers: ReadonlyMap<string, number>): void {
    if (this.unstored.size === 0) return;
    for (const [userId, number] of numbers) {
      if (this.unstored.delete(tenant, userId)) this.recent.set(tenant, userId, number);
    }
  }

  /** Keeps the numbers of parts that a store refused and that may still be stored some day. */
  keep(parts: readonly CommitPart[]): void {
    for (const { table, rows } of parts.flat()) {
      if (table !== TABLE.table) continue;
      for (const row of rows) {
        const [tenant, userId, number] = JSON.parse(row) as [string, string, number];
        this.unstored.set(tenant, userId, number);
        this.options.source.passOver(tenant, number);
      }
    }
  }

  /** The user was erased; who comes under that id later gets another number. */
  forget(tenant: string, userId: string): void {
    this.recent.delete(tenant, userId);
    this.unstored.delete(tenant, userId);
  }

  /** Looks all numbers up again: another process has erased somebody. */
  clear(): void {
    this.recent.clear();
  }

  private known(tenant: string, userIds: Iterable<string>): Map<string, number> {
    const numbers = new Map<string, number>();
    for (const userId of userIds) {
      const number = this.unstored.get(tenant, userId) ?? this.recent.get(tenant, userId);
      if (number !== undefined) numbers.set(userId, number);
    }
    return numbers;
  }

  /** One at a time, so that nobody gets two numbers. */
  private async give(): Promise<void> {
    const wanted = this.wanted;
    this.wanted = new Map();
    this.next = undefined;
    for (const [tenant, userIds] of wanted) {
      const { store, source, hasOtherWriters } = this.options;
      for (const [userId, number] of await findNumbers(store, tenant, [...userIds])) {
        this.recent.set(tenant, userId, number);
      }
      const known = this.known(tenant, userIds);
      const unknown = [...userIds].filter((userId) => !known.has(userId));
      if (unknown.length === 0) continue;
      await source.reserve(tenant, unknown.length);
      const given = new Map(unknown.map((userId) => [userId, source.take(tenant)]));
      if (hasOtherWriters) await this.storeFirst(tenant, given);
      else for (const [userId, number] of given) this.unstored.set(tenant, userId, number);
    }
  }

  private async storeFirst(tenant: string, given: ReadonlyMap<string, number>): Promise<void> {
    const rows = [...given].map(([userId, number]) => JSON.stringify([tenant, userId, number]));
    await this.options.store.insert({ ...TABLE, rows });
    const settled = await settleRivals(this.options.store, tenant, [...given.keys()]);
    for (const [userId, number] of given) {
      this.recent.set(tenant, userId, settled.get(userId) ?? number);
    }
  }
}
