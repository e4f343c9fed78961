import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ROWS_AS_WRITTEN, type StoreClients } from '../client-store';
import { embeddedConnection } from './connection';
import { openEngine, type EngineOptions } from './engine';

/** The embedded engine in this process, below the data directory. */
export async function openEmbedded(options: EngineOptions): Promise<StoreClients> {
  const connection = embeddedConnection(await openEngine(options));
  const client = createClient({ connection, json: ROWS_AS_WRITTEN, log: { level: ClickHouseLogLevel.OFF } });
  return { read: client, write: client, unnumberedError: 'internal' };
}
