import type { ColumnRow, TableRow } from './build-catalog';

const LOCAL = '_local';

/**
 * On a cluster each table is a local one on every shard with a distributed one in front, which everything reads. Answers the same
 * tables under the names of their fronts, as if they were on one server; elsewhere it changes nothing.
 */
export function throughFronts(
  database: string,
  tables: readonly TableRow[],
  columns: readonly ColumnRow[],
): { tables: TableRow[]; columns: ColumnRow[] } {
  const fronts = new Set(tables.filter(({ engine }) => engine === 'Distributed').map(({ name }) => name));
  const frontOf = (name: string): string =>
    name.endsWith(LOCAL) && fronts.has(name.slice(0, -LOCAL.length)) ? name.slice(0, -LOCAL.length) : name;
  const inText = (sql: string): string =>
    sql.replace(
      new RegExp(`\\b${database}\\.(\\w+)`, 'g'),
      (_, name: string) => `${database}.${frontOf(name)}`,
    );
  return {
    tables: tables
      .filter(({ name }) => !fronts.has(name))
      .map((table) => ({
        ...table,
        name: frontOf(table.name),
        as_select: inText(table.as_select),
        create_table_query: inText(table.create_table_query),
      })),
    columns: columns
      .filter(({ table }) => !fronts.has(table))
      .map((column) => ({ ...column, table: frontOf(column.table) })),
  };
}
