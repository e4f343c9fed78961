import { highestNumber, type NumbersStore, type NumberSource } from './number-source';

export const RANGE_LENGTH = 256;
const CLAIMS = {
  table: 'headcount.user_number_ranges',
  columns: ['tenant', 'first_number', 'claim'],
};

/**
 * Numbers for one of several processes that write the same store: it takes them from ranges that it keeps for itself.
 * A range is claimed by a row and then looked at: who finds another's claim on it leaves it to nobody. Of two that claim the
 * same range, the one whose claim is stored later always sees the other, so at most one believes to have it.
 */
export class NumberRanges implements NumberSource {
  private readonly free = new Map<string, number[]>();

  constructor(
    private readonly store: NumbersStore,
    private readonly newId: () => string,
  ) {}

  async reserve(tenant: string, count: number): Promise<void> {
    for (;;) {
      const free = this.free.get(tenant) ?? [];
      if (free.length >= count) return;
      const first = await this.claim(tenant);
      const range = Array.from({ length: RANGE_LENGTH }, (_, index) => first + index);
      this.free.set(tenant, [...(this.free.get(tenant) ?? []), ...range]);
    }
  }

  take(tenant: string): number {
    const number = this.free.get(tenant)?.shift();
    if (number === undefined) throw new Error('a user number that was not reserved');
    return number;
  }

  /** Every range begins above all numbers that are stored or claimed, so there is nothing to do. */
  passOver(): void {
    return;
  }

  /** The first number of a range that is this process's alone. */
  private async claim(tenant: string): Promise<number> {
    for (;;) {
      const first = (await highestNumber(this.store, tenant, RANGE_LENGTH)) + 1;
      await this.store.insert({ ...CLAIMS, rows: [JSON.stringify([tenant, first, this.newId()])] });
      const params = { tenant, first_number: first };
      const [row] = await this.store.query<{ claims: string }>('ingest/user-number-claims', params);
      if (Number(row?.claims) === 1) return first;
    }
  }
}
