import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import type { Peer } from './peer';

/** DuckDB on the exported events, sorted so that its zone maps serve questions about one organization or app. */
export async function openDuckDb(directory: string): Promise<Peer> {
  const instance = await DuckDBInstance.create(join(directory, 'bench.duckdb'), {
    threads: '2',
    memory_limit: '6GB',
    temp_directory: join(directory, 'duckdb-spill'),
  });
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const load = async (table: string, order: string): Promise<void> => {
    const file = join(directory, `${table}.parquet`);
    await connection.run(
      `CREATE TABLE IF NOT EXISTS ${table} AS SELECT * FROM read_parquet('${file}') ORDER BY ${order}`,
    );
  };
  await load('events', 'org_id, created_at');
  await load('reports', 'client_id, app_id, activity_date');
  await load('people', 'user_id');
  return {
    name: 'duckdb',
    version: `DuckDB ${version()}`,
    rows,
    close: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
