import type { Store } from '../../../clickhouse/store';
import type { ZoneHistory } from '../time/zones';
import type { ClientRecord, Stored } from './entry';
import { readClients } from './stored-resources';

/**
 * The clients with their zone histories, in memory: read through on a miss, replaced by each write.
 * Where other processes write the same store, `refresh` reads again what they may have changed.
 */
export class ClientRegistry {
  private readonly clients = new Map<string, Stored<ClientRecord>>();
  /** What is about to be read, by tenant; the callers of one turn share the questions. */
  private readonly wanted = new Map<string, Set<string>>();
  private reading: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly hasOtherWriters: boolean,
  ) {}

  /** Makes `has` and `zones` know these clients, as far as they are registered. */
  async load(tenant: string, clientIds: Iterable<string>): Promise<void> {
    await this.want(
      tenant,
      [...clientIds].filter((clientId) => !this.has(tenant, clientId)),
    );
  }

  /** Which of these clients are registered. */
  async known(tenant: string, clientIds: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    await this.load(tenant, clientIds);
    return new Set([...clientIds].filter((clientId) => this.has(tenant, clientId)));
  }

  /** Like `load`, for rows about to be made: other processes' changes of zone are seen too. */
  async refresh(tenant: string, clientIds: Iterable<string>): Promise<void> {
    if (this.hasOtherWriters) await this.want(tenant, [...clientIds]);
    else await this.load(tenant, clientIds);
  }

  has(tenant: string, clientId: string): boolean {
    return this.clients.has(nameOf(tenant, clientId));
  }

  /** A client's zones, oldest first. Throws for a client that is not loaded. */
  zones(tenant: string, clientId: string): ZoneHistory {
    const stored = this.clients.get(nameOf(tenant, clientId));
    if (!stored) throw new Error('the zones of a client that is not loaded');
    return stored.record.zones;
  }

  /** Takes over a client as it is stored now, unless a newer write is known. */
  put(tenant: string, stored: Stored<ClientRecord>): void {
    const name = nameOf(tenant, stored.record.clientId);
    const known = this.clients.get(name);
    if (!known || known.version <= stored.version) this.clients.set(name, stored);
  }

  /** Forgets everything, so that it is read again. */
  clear(): void {
    this.clients.clear();
  }

  private async want(tenant: string, clientIds: readonly string[]): Promise<void> {
    if (clientIds.length === 0) return;
    const wanted = this.wanted.get(tenant) ?? new Set();
    for (const clientId of clientIds) wanted.add(clientId);
    this.wanted.set(tenant, wanted);
    this.reading ??= Promise.resolve().then(() => this.read());
    await this.reading;
  }

  private async read(): Promise<void> {
    const wanted = [...this.wanted];
    this.wanted.clear();
    this.reading = undefined;
    const byTenant = wanted.map(async ([tenant, clientIds]) => {
      for (const stored of await readClients(this.store, tenant, [...clientIds])) this.put(tenant, stored);
    });
    await Promise.all(byTenant);
  }
}

function nameOf(tenant: string, clientId: string): string {
  return `${clientId} ${tenant}`;
}
