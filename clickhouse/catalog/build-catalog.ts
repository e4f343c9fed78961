import type { AggregateTable, Catalog, Column, FactTable, JoinedColumn, OtherTable, View } from './catalog';
import { joinOf } from './joins';
import { purposeOf } from './purpose';
import { readsOnlyIdentity } from './identity-columns';
import { readView } from './read-view';

/** As in system.tables. */
export interface TableRow {
  readonly name: string;
  readonly engine: string;
  readonly engine_full: string;
  readonly sorting_key: string;
  readonly as_select: string;
  readonly create_table_query: string;
}

/** As in system.columns. */
export interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly default_kind: string;
  readonly default_expression: string;
}

/** Tables whose purpose, or whose columns' joins, the schema does not tell. */
export class UnknownTables extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the catalog cannot place: ${faults.join('; ')}`);
    this.name = 'UnknownTables';
  }
}

/** Places every table: facts are what views read, aggregates are what views write, the rest goes by purpose. */
export function buildCatalog(
  database: string,
  tableRows: readonly TableRow[],
  columnRows: readonly ColumnRow[],
): Catalog {
  const faults: string[] = [];
  const isView = ({ engine }: TableRow): boolean => engine === 'MaterializedView';
  const columnsOf = (table: string): ColumnRow[] => columnRows.filter((column) => column.table === table);
  const views = tableRows.filter(isView).flatMap((row) => {
    const columns = columnsOf(row.name).map(({ name, type }) => ({ name, type }));
    const view = readView(row, columns, database);
    if (!view) faults.push(`${row.name} (a view must read one table and write one)`);
    return view ?? [];
  });
  const facts: FactTable[] = [];
  const others: OtherTable[] = [];
  const targets: TableRow[] = [];
  for (const row of tableRows.filter((table) => !isView(table))) {
    const columns = columnsOf(row.name);
    const isTarget = views.some(({ target }) => target === row.name);
    if (isTarget) targets.push(row);
    if (views.some(({ fact }) => fact === row.name)) {
      if (isTarget) faults.push(`${row.name} is written by a view and read by another`);
      facts.push(factTable(row, columns, views));
    } else if (!isTarget) {
      const [key, plain] = [keyOf(row, columns), inserted(columns)];
      const purpose = purposeOf(row, plain);
      if (purpose === undefined) faults.push(`${row.name} (no known purpose)`);
      else others.push({ name: row.name, purpose, key, columns: plain });
    }
  }
  const aggregates = targets.map((row) => aggregateTable(row, columnsOf(row.name), { views, facts, faults }));
  if (faults.length > 0) throw new UnknownTables(faults);
  return { database, facts, aggregates, others };
}

function factTable(row: TableRow, columns: readonly ColumnRow[], views: readonly View[]): FactTable {
  const computed = columns.filter((column) => column.default_kind === 'MATERIALIZED');
  return {
    name: row.name,
    key: keyOf(row, columns),
    columns: inserted(columns),
    computed: computed.map(({ name, type, default_expression: expression }) => ({ name, type, expression })),
    views: views.filter(({ fact }) => fact === row.name),
  };
}

function aggregateTable(
  row: TableRow,
  columns: readonly ColumnRow[],
  context: { views: readonly View[]; facts: readonly FactTable[]; faults: string[] },
): AggregateTable {
  const { name } = row;
  const key = keyOf(row, columns);
  const joins: JoinedColumn[] = [];
  for (const column of columns.filter((one) => !key.some((part) => part.name === one.name))) {
    const join = joinOf(column.type);
    if (join) joins.push({ name: column.name, type: column.type, join });
    else context.faults.push(`${name}.${column.name} (${column.type} is no join)`);
  }
  const engine = joins.length > 0 ? 'AggregatingMergeTree' : 'ReplacingMergeTree';
  if (!row.engine.endsWith(engine)) context.faults.push(`${name} (${row.engine} should be ${engine})`);
  const views = context.views.filter(({ target }) => target === name);
  const keepsOlderVersions = views.some((view) => {
    const fact = context.facts.find((table) => table.name === view.fact);
    return fact !== undefined && !readsOnlyIdentity(view, fact);
  });
  return { name, key, joins, views, keepsOlderVersions };
}

function keyOf(row: TableRow, columns: readonly ColumnRow[]): Column[] {
  const names = row.sorting_key.split(',').map((name) => name.trim());
  return names.flatMap((name) => {
    const column = columns.find((one) => one.name === name);
    return column ? [{ name, type: column.type }] : [];
  });
}

function inserted(columns: readonly ColumnRow[]): Column[] {
  return columns
    .filter(({ default_kind: kind }) => kind !== 'MATERIALIZED' && kind !== 'ALIAS')
    .map(({ name, type }) => ({ name, type }));
}
