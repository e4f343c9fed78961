import type { Store } from '../store';
import { buildCatalog } from './build-catalog';
import { throughFronts } from './cluster-fronts';
import type { ColumnRow, TableRow } from './build-catalog';
import type { Catalog } from './catalog';

/**
 * What is in the database, read from the database itself, so that whoever goes over "every table" forgets none.
 * Throws UnknownTables, naming each table that it cannot tell the purpose of and why.
 */
export async function readCatalog(store: Pick<Store, 'query' | 'database'>): Promise<Catalog> {
  const { database } = store;
  const tables = await store.query<TableRow>('operator/catalog-tables', { database });
  const columns = await store.query<ColumnRow>('operator/catalog-columns', { database });
  const { tables: fronts, columns: frontColumns } = throughFronts(database, tables, columns);
  return buildCatalog(database, fronts, frontColumns);
}
