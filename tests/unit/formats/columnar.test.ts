import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { query } from 'chdb';
import { WRITERS } from '../../../services/platform/formats/format';
import { hostileTexts } from '../../engine/hostile-texts';
import { readArrowWithDuckdb } from '../../support/duckdb-wasm';
import { blocks, bytesOf, type Sample, sample, sampleList } from './sample-list';

/** Files are read back by programs that share nothing with what wrote them. */
const directory = mkdtempSync(join(tmpdir(), 'headcount-formats-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** DuckDB's client leaves out a byte order mark at the start of a text: those are compared as bytes, below. */
const TEXTS = hostileTexts(200).filter((text) => !text.startsWith('\uFEFF'));

const rowsWithEverything = (): Sample[] => [
  ...Array.from({ length: 100 }, (_, n) => sample(n)),
  sample(100, { count: -1, change: -4.1, names: [''] }),
  sample(101, { count: Number.MAX_SAFE_INTEGER, change: 1e300 }),
  ...TEXTS.map((text, n) => sample(n, { user: { id: text, seen: { at: text } }, names: [text, ''] })),
];

/** As every reader below gives them: flat, and integers as text. */
function flat({ user, count, change, flag, names }: Sample): unknown[] {
  return [user.id, user.seen.at, count === null ? null : String(count), change, flag, names];
}

async function duckdb(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

function clickhouse(sql: string): unknown[] {
  return query(sql, 'JSONCompactEachRow')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

async function parquetFile(rows: Parameters<typeof sampleList>[0]): Promise<string> {
  const file = join(directory, 'sample.parquet');
  writeFileSync(file, await bytesOf(WRITERS.parquet(sampleList(rows))));
  return file;
}

async function arrowFile(rows: Parameters<typeof sampleList>[0]): Promise<string> {
  const file = join(directory, 'sample.arrow');
  writeFileSync(file, await bytesOf(WRITERS.arrow(sampleList(rows))));
  return file;
}

const TYPES = [
  ['user_id', 'VARCHAR'],
  ['user_seen_at', 'VARCHAR'],
  ['count', 'BIGINT'],
  ['change', 'DOUBLE'],
  ['flag', 'BOOLEAN'],
  ['names', 'VARCHAR[]'],
];

test('DuckDB reads the Parquet file: the types, and every value', async () => {
  const rows = rowsWithEverything();
  const file = await parquetFile(blocks(rows, 7));
  const described = await duckdb(`DESCRIBE SELECT * FROM '${file}'`);
  expect(described.map(([name, type]) => [name, type])).toEqual(TYPES);
  expect(await duckdb(`SELECT * FROM '${file}'`)).toEqual(rows.map(flat));
});

test('texts are the same to the last byte', async () => {
  const texts = hostileTexts(200);
  const rows = texts.map((text, n) => sample(n, { user: { id: text, seen: { at: null } } }));
  const hex = texts.map((text) => [Buffer.from(text).toString('hex').toUpperCase()]);
  expect(await duckdb(`SELECT hex(user_id) FROM '${await parquetFile(rows)}'`)).toEqual(hex);
  expect(clickhouse(`SELECT hex(user_id) FROM file('${await arrowFile(rows)}', 'ArrowStream')`)).toEqual(hex);
});

test('ClickHouse reads the Arrow stream: the types, and every value', async () => {
  const rows = rowsWithEverything();
  const file = await arrowFile(blocks(rows, 7));
  const described = clickhouse(`DESCRIBE file('${file}', 'ArrowStream')`) as string[][];
  expect(described.map(([name, type]) => [name, type])).toEqual([
    ['user_id', 'Nullable(String)'],
    ['user_seen_at', 'Nullable(String)'],
    ['count', 'Nullable(Int64)'],
    ['change', 'Nullable(Float64)'],
    ['flag', 'Nullable(Bool)'],
    ['names', 'Array(Nullable(String))'],
  ]);
  const read = clickhouse(
    `SELECT user_id, user_seen_at, toString(count), change, flag, names FROM file('${file}', 'ArrowStream')`,
  );
  // It has no null arrays: they are empty.
  expect(read).toEqual(rows.map(flat).map((row) => row.with(5, row[5] ?? [])));
});

test('DuckDB reads the Arrow stream: the types, and every value', async () => {
  const rows = rowsWithEverything();
  const stream = await bytesOf(WRITERS.arrow(sampleList(blocks(rows, 7))));
  // Texts by their bytes, figures as DuckDB prints them.
  const read = await readArrowWithDuckdb(
    stream,
    `SELECT hex(user_id) AS id, hex(user_seen_at) AS seen_at, count::VARCHAR AS count, change, flag,
       hex(array_to_string(names, chr(31))) AS names, len(names)::INTEGER AS names_count FROM list`,
  );
  expect(read.types).toEqual(TYPES);
  const hex = (text: string | null | undefined): string | null =>
    text == null ? null : Buffer.from(text).toString('hex').toUpperCase();
  expect(read.rows).toEqual(
    rows.map(({ user, count, change, flag, names }) => ({
      id: hex(user.id),
      seen_at: hex(user.seen.at),
      count: count === null ? null : String(count),
      change,
      flag,
      // An empty list has no text; the count tells it from null.
      names: names?.length === 0 ? null : hex(names?.join('\u001f')),
      names_count: names === null ? null : names.length,
    })),
  );
});

test('an empty list is a schema without rows', async () => {
  const parquet = await parquetFile([]);
  expect((await duckdb(`DESCRIBE SELECT * FROM '${parquet}'`)).map(([name, type]) => [name, type])).toEqual(
    TYPES,
  );
  expect(await duckdb(`SELECT count(*) FROM '${parquet}'`)).toEqual([['0']]);
  const arrow = await arrowFile([]);
  expect(clickhouse(`SELECT count() FROM file('${arrow}', 'ArrowStream')`)).toEqual([[0]]);
});

test('a list longer than a row group and a record batch comes whole and in order', async () => {
  const rows = Array.from({ length: 40_000 }, (_, n) => sample(n));
  const parquet = await parquetFile(blocks(rows, 999));
  expect(await duckdb(`SELECT count(DISTINCT row_group_id) FROM parquet_metadata('${parquet}')`)).toEqual([
    ['5'],
  ]);
  const ids = rows.map(({ user }) => user.id).join();
  expect((await duckdb(`SELECT user_id FROM '${parquet}'`)).join()).toBe(ids);
  const arrow = await arrowFile(blocks(rows, 999));
  expect(clickhouse(`SELECT user_id FROM file('${arrow}', 'ArrowStream')`).join()).toBe(ids);
});
