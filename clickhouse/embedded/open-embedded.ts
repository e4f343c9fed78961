import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ROWS_AS_WRITTEN, type StoreClients } from '../client-store';
import { auditConnection, embeddedConnection, exportConnection, type Connection } from './connection';
import { openEngine, type EngineOptions } from './engine';
import { syncTableDirectories } from './sync-tables';

/** The embedded engine in this process, below the data directory. */
export async function openEmbedded(options: EngineOptions): Promise<StoreClients> {
  const engine = await openEngine(options);
  const client = clientOver(embeddedConnection(engine));
  const exports = clientOver(exportConnection(engine, options.limits.exportStallMs));
  const sync = (): Promise<void> => syncTableDirectories(options.dataDir);
  const audit = clientOver(auditConnection(engine));
  return { read: client, export: exports, audit, write: client, unnumberedError: 'internal', sync };
}

function clientOver(connection: Connection): ReturnType<typeof createClient> {
  return createClient({ connection, json: ROWS_AS_WRITTEN, log: { level: ClickHouseLogLevel.OFF } });
}
