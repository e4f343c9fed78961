import { stringLiteral } from '../sql/literal';
import type { MovedTable } from './moved-tables';

/** Part of a table that is compared and copied as a whole: a tenant's rows of a month, or all where there is no such column. */
export interface Chunk {
  readonly tenant: string | null;
  /** Its first day, YYYY-MM-DD. */
  readonly month: string | null;
}

/** What a chunk holds; equal digests mean equal rows, in whatever order and however often they were written. */
export interface ChunkDigest extends Chunk {
  readonly rows: string;
  readonly digest: string;
}

/** Answers a ChunkDigest for each chunk that the table has. */
export function digestStatement(table: MovedTable, database: string): string {
  const month = monthOf(table);
  return `SELECT ${hasTenant(table) ? 'tenant' : 'NULL'} AS tenant, ${month === undefined ? 'NULL' : `toString(${month})`} AS month,
    toString(count()) AS rows, toString(groupBitXor(sipHash64(toString((${names(table)}))))) AS digest
    FROM ${source(table, database)} GROUP BY tenant, month ORDER BY tenant, month`;
}

/** The next rows of a chunk in the order of the key: `row` as a JSON array of the columns, `key` to go on behind. */
export function pageStatement(
  table: MovedTable,
  database: string,
  { chunk, after, limit }: { chunk: Chunk; after: readonly string[] | undefined; limit: number },
): string {
  const key = table.key.map(({ name }) => name);
  const conditions = [chunkCondition(table, chunk)];
  if (after) {
    const last = table.key.map(({ type }, index) => `CAST(${stringLiteral(after[index] ?? '')} AS ${type})`);
    conditions.push(`(${key.join(', ')}) > (${last.join(', ')})`);
  }
  return `SELECT toJSONString(tuple(${names(table)})) AS row, [${key.map((name) => `toString(${name})`).join(', ')}] AS key
    FROM ${source(table, database)} WHERE ${conditions.join(' AND ')}
    ORDER BY ${key.join(', ')} LIMIT ${limit}`;
}

/** Takes the chunk out of a store; waits until it is done. */
export function deleteStatement(table: MovedTable, database: string, chunk: Chunk): string {
  return `DELETE FROM ${database}.${table.name} WHERE ${chunkCondition(table, chunk)}`;
}

function chunkCondition(table: MovedTable, { tenant, month }: Chunk): string {
  const conditions = tenant === null ? [] : [`tenant = ${stringLiteral(tenant)}`];
  const column = monthOf(table);
  if (month !== null && column !== undefined)
    conditions.push(`${column} = toDate32(${stringLiteral(month)})`);
  return conditions.length > 0 ? conditions.join(' AND ') : '1';
}

function monthOf({ key }: MovedTable): string | undefined {
  const time = key.find(({ type }) => type.startsWith('Date'))?.name;
  return time === undefined ? undefined : `toStartOfMonth(toDate32(${time}))`;
}

function hasTenant({ columns }: MovedTable): boolean {
  return columns.some(({ name }) => name === 'tenant');
}

function names({ columns }: MovedTable): string {
  return columns.map(({ name }) => name).join(', ');
}

function source({ name, joinsRows }: MovedTable, database: string): string {
  return `${database}.${name}${joinsRows ? ' FINAL' : ''}`;
}
