import type { Store } from '../../../clickhouse/store';

/** What giving numbers asks of the store. */
export type NumbersStore = Pick<Store, 'query' | 'insert'>;

/** Where new user numbers come from. No number is handed out twice, whatever becomes of it. */
export interface NumberSource {
  /** Makes sure that `take` has so many; those it took before count no more. */
  reserve(tenant: string, count: number): Promise<void>;
  /** The next number of what was reserved. */
  take(tenant: string): number;
  /** Never hands out this number or one below it. */
  passOver(tenant: string, number: number): void;
}

/** Numbers without a gap, for the only process that writes: one more than the highest. */
export class NextNumbers implements NumberSource {
  private readonly last = new Map<string, number>();
  /** What `passOver` said before the tenant's highest number was read. */
  private readonly floors = new Map<string, number>();

  constructor(private readonly store: Pick<Store, 'query'>) {}

  async reserve(tenant: string): Promise<void> {
    if (this.last.has(tenant)) return;
    const highest = await highestNumber(this.store, tenant, 0);
    this.last.set(tenant, Math.max(highest, this.floors.get(tenant) ?? 0));
  }

  take(tenant: string): number {
    const last = this.last.get(tenant);
    if (last === undefined) throw new Error('a user number that was not reserved');
    this.last.set(tenant, last + 1);
    return last + 1;
  }

  passOver(tenant: string, number: number): void {
    const passed = this.last.has(tenant) ? this.last : this.floors;
    passed.set(tenant, Math.max(passed.get(tenant) ?? 0, number));
  }
}

/** The highest number given or, where ranges have this length, claimed. */
export async function highestNumber(
  store: Pick<Store, 'query'>,
  tenant: string,
  rangeLength: number,
): Promise<number> {
  const params = { tenant, range_length: rangeLength };
  const [row] = await store.query<{ number: number | string }>('ingest/highest-user-number', params);
  return Number(row?.number ?? 0);
}
