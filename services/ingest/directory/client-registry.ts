import type { Store } from '../../../clickhouse/store';
import type { ClientRecord, Stored, Zone } from './entry';
import { readClients } from './stored-resources';

/**
 * The clients with their zone histories, in memory: read through on a miss, replaced by each write.
 * Where other processes write the same store, `refresh` reads again what they may have changed.
 */
export class ClientRegistry {
  private readonly clients = new Map<string, Stored<ClientRecord>>();

  constructor(
    private readonly store: Store,
    private readonly hasOtherWriters: boolean,
  ) {}

  /** Makes `has` and `zones` know these clients, as far as they are registered. */
  async load(tenant: string, clientIds: Iterable<string>): Promise<void> {
    const missing = [...new Set(clientIds)].filter((clientId) => !this.has(tenant, clientId));
    if (missing.length > 0) await this.read(tenant, missing);
  }

  /** The same for rows about to be made: other processes' changes of zone are seen too. */
  async refresh(tenant: string, clientIds: Iterable<string>): Promise<void> {
    if (this.hasOtherWriters) await this.read(tenant, [...new Set(clientIds)]);
    else await this.load(tenant, clientIds);
  }

  has(tenant: string, clientId: string): boolean {
    return this.clients.has(nameOf(tenant, clientId));
  }

  /** A client's zones, oldest first. Throws for a client that is not loaded. */
  zones(tenant: string, clientId: string): readonly Zone[] {
    const stored = this.clients.get(nameOf(tenant, clientId));
    if (!stored) throw new Error('the zones of a client that is not loaded');
    return stored.record.zones;
  }

  put(tenant: string, stored: Stored<ClientRecord>): void {
    this.clients.set(nameOf(tenant, stored.record.clientId), stored);
  }

  /** Forgets everything, so that it is read again. */
  clear(): void {
    this.clients.clear();
  }

  private async read(tenant: string, clientIds: readonly string[]): Promise<void> {
    for (const stored of await readClients(this.store, tenant, clientIds)) this.put(tenant, stored);
  }
}

function nameOf(tenant: string, clientId: string): string {
  return `${clientId} ${tenant}`;
}
