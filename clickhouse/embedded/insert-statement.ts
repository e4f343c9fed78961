import type { RawInsertFormat } from 'chdb';

const FORMATS: readonly RawInsertFormat[] = [
  'JSONEachRow',
  'JSONCompactEachRow',
  'CSV',
  'CSVWithNames',
  'TabSeparated',
  'TabSeparatedWithNames',
];
const INSERT =
  /^INSERT\s+INTO\s+([A-Za-z_]\w*\.[A-Za-z_]\w*)\s*(?:\(\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*\))?\s*FORMAT\s+(\w+)\s*$/i;

export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly string[] | undefined;
  readonly format: RawInsertFormat;
}

/** Reads the one form of insert that the client writes, `INSERT INTO db.table (a, b) FORMAT X`. Anything else is refused. */
export function parseInsert(statement: string): InsertTarget {
  const [, table, columns, formatName] = INSERT.exec(statement.trim()) ?? [];
  const format = FORMATS.find((known) => known === formatName);
  if (table === undefined || format === undefined) {
    throw new SyntaxError('an insert must read INSERT INTO database.table (columns) FORMAT <a text format>');
  }
  return { table, columns: columns?.split(',').map((column) => column.trim()), format };
}
