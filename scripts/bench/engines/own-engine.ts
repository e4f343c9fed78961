import { clientStore, type StoreClients } from '../../../clickhouse/client-store';
import { openEmbedded } from '../../../clickhouse/embedded/open-embedded';
import { FairQueue } from '../../../clickhouse/fair-queue';
import { DEFAULT_LIMITS } from '../../../clickhouse/limits';
import { loadQuestions } from '../../../clickhouse/questions';
import { placeholders } from '../../../clickhouse/sql/parameters';
import type { QueryParams, Store } from '../../../clickhouse/store';
import type { Rows } from './peer';

const GIBIBYTE = 1024 * 1024 * 1024;
const DATABASE = 'headcount';

/** The embedded engine with its doors open: it takes any statement, which no service does. */
export interface OwnEngine {
  readonly store: Store;
  /** Runs a statement that writes; parameters that it does not name are left out. */
  readonly run: (sql: string, params?: QueryParams) => Promise<void>;
  /** Runs a read and answers its rows as arrays. */
  readonly rows: (sql: string) => Promise<Rows>;
  close(): Promise<void>;
}

/** Opens the engine of a data directory. No service may run on it. Memory and time are those of a bulk load. */
export async function openOwnEngine(dataDir: string): Promise<OwnEngine> {
  const limits = {
    ...DEFAULT_LIMITS,
    engineMemoryBytes: 8 * GIBIBYTE,
    queryMemoryBytes: 8 * GIBIBYTE,
    queryTimeoutMs: 600_000,
    maxResultRows: 100_000_000,
  };
  const clients: StoreClients = await openEmbedded({ dataDir, database: DATABASE, limits });
  const reads = new FairQueue({
    slots: limits.readers,
    maxWaiting: limits.maxWaitingReads,
    maxWaitMs: limits.queryTimeoutMs,
  });
  const store = clientStore(clients, loadQuestions(DATABASE), DATABASE, reads);
  return {
    store,
    run: async (query, params = {}) => {
      const named = placeholders(query);
      const query_params = Object.fromEntries(Object.entries(params).filter(([name]) => named.has(name)));
      await clients.write.command({ query, query_params });
    },
    rows: async (query) => {
      const result = await clients.read.query({ query, format: 'JSONCompactEachRow' });
      return result.json();
    },
    close: () => store.close(),
  };
}
