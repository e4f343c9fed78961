import { dirname, join } from 'node:path';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';

/**
 * What DuckDB makes of an Arrow stream: the types of its columns, and the answer of a query of the table `list`. Its native package
 * reads Arrow only with an extension that has to be downloaded; the one in WebAssembly has the reader built in.
 */
export async function readArrowWithDuckdb(
  stream: Uint8Array,
  sql: string,
): Promise<{ types: (readonly [string, string])[]; rows: Record<string, unknown>[] }> {
  const folder = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  const bundle = (name: string): { mainModule: string; mainWorker: string } => ({
    mainModule: join(folder, `duckdb-${name}.wasm`),
    mainWorker: '',
  });
  const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
  const database = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate();
  database.open({ path: ':memory:' });
  const connection = database.connect();
  const rowsOf = (query: string): Record<string, unknown>[] =>
    connection
      .query(query)
      .toArray()
      .map((row: { toJSON(): Record<string, unknown> }) => row.toJSON());
  try {
    connection.insertArrowFromIPCStream(stream, { name: 'list', create: true });
    const types = rowsOf('DESCRIBE list').map(
      ({ column_name, column_type }) => [String(column_name), String(column_type)] as const,
    );
    return { types, rows: rowsOf(sql) };
  } finally {
    connection.close();
    database.reset();
  }
}
