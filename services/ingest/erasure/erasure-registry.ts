import type { Store } from '../../../clickhouse/store';
import { instantText } from '../time/calendar';
import { userHash } from './user-hash';

/** The instant through which a user of one tenant was erased, in milliseconds; undefined for everybody else. */
export type ErasedThrough = (userId: string) => number | undefined;

interface Known {
  readonly state: string;
  /** By hash. */
  readonly throughMs: Map<string, number>;
}

/**
 * Who was erased, by hash, in memory. Where other processes write the same store, `refresh` sees what they erased since.
 */
export class ErasureRegistry {
  private readonly tenants = new Map<string, Known>();
  /** The callers of one turn share the questions. */
  private readonly reading = new Map<string, Promise<void>>();
  private keys: readonly string[] = [];

  constructor(
    private readonly store: Pick<Store, 'query' | 'insert'>,
    private readonly hasOtherWriters: boolean,
    /** Told when another process has erased somebody. */
    private readonly onChange: () => void,
  ) {}

  /** Makes `erasedThrough` know the tenant's erased users as of now. */
  async refresh(tenant: string): Promise<void> {
    if (!this.hasOtherWriters && this.tenants.has(tenant)) return;
    const reading = this.reading.get(tenant) ?? this.read(tenant).finally(() => this.reading.delete(tenant));
    this.reading.set(tenant, reading);
    await reading;
  }

  /** Undefined where nobody of the tenant was erased, so that nothing has to be looked up. Knows what `refresh` read. */
  erasedThrough(tenant: string): ErasedThrough | undefined {
    const known = this.tenants.get(tenant)?.throughMs;
    if (!known || known.size === 0) return undefined;
    const asked = new Map<string, number | undefined>();
    return (userId) => {
      if (!asked.has(userId)) {
        const found = this.keys.map((key) => known.get(userHash(key, tenant, userId)) ?? -1);
        const latest = Math.max(...found);
        asked.set(userId, latest < 0 ? undefined : latest);
      }
      return asked.get(userId);
    };
  }

  /** Enters a user; from then on every process refuses what they did up to the instant. */
  async enter(tenant: string, userId: string, throughMs: number): Promise<void> {
    await this.refresh(tenant);
    const [key] = this.keys;
    if (key === undefined) throw new Error('there is no key to hash erased users with');
    const hash = userHash(key, tenant, userId);
    await this.store.insert({
      table: 'headcount.erased_users',
      columns: ['tenant', 'user_hash', 'erased_through'],
      rows: [JSON.stringify([tenant, hash, instantText(throughMs)])],
    });
    const known = this.tenants.get(tenant)?.throughMs;
    known?.set(hash, Math.max(throughMs, known.get(hash) ?? 0));
  }

  private async read(tenant: string): Promise<void> {
    const [found] = await this.store.query<{ users: string; instants: string }>(
      'erasure/erased-users-state',
      { tenant },
    );
    const state = `${found?.users ?? ''} ${found?.instants ?? ''}`;
    const known = this.tenants.get(tenant);
    if (known?.state === state) return;
    const keys = await this.store.query<{ value: string }>('operator/erasure-keys', {});
    const rows = await this.store.query<{ user_hash: string; erased_through_ms: string }>(
      'erasure/erased-users',
      { tenant },
    );
    this.keys = keys.map(({ value }) => value);
    const throughMs = new Map(rows.map((row) => [row.user_hash, Number(row.erased_through_ms)]));
    this.tenants.set(tenant, { state, throughMs });
    if (known) this.onChange();
  }
}
