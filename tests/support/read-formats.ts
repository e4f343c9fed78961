import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import type { Test } from 'supertest';

/** A list as a reader of its format sees it: the columns' names, and the cells row by row. */
export interface ReadList {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Makes the answer's body a Buffer, whatever its type. */
export function asBytes(test: Test): Test {
  return test.buffer(true).parse((answer, done) => {
    void buffer(answer as unknown as Readable).then(
      (body) => {
        done(null, body);
      },
      (error: unknown) => {
        done(error as Error, null);
      },
    );
  });
}

/** A Parquet file as DuckDB reads it; 64-bit integers as text. */
export async function readParquet(bytes: Buffer): Promise<ReadList> {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-parquet-'));
  const file = join(directory, 'list.parquet');
  writeFileSync(file, bytes);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const read = await connection.runAndReadAll(`SELECT * FROM '${file}'`);
    return { columns: read.columnNames(), rows: read.getRowsJson() };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(directory, { recursive: true });
  }
}

/** An Arrow stream as Arrow's own library reads it; 64-bit integers as text. */
export function readArrow(bytes: Buffer): ReadList {
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map(({ name }) => name);
  const rows = Array.from(table, (row) =>
    columns.map((name) => plain((row as Record<string, unknown>)[name])),
  );
  return { columns, rows };
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'object' && value !== null ? [...(value as Iterable<unknown>)] : value;
}

/** CSV by RFC 4180 to the letter; every cell is text, and null where it is empty without quotes. */
export function readCsv(text: string): ReadList {
  const lines: (string | null)[][] = [];
  let line: (string | null)[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, quoted, bare = '', end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`no CSV at ${at}: ${text.slice(at, at + 50)}`);
    line.push(quoted !== undefined ? quoted.replaceAll('""', '"') : bare === '' ? null : bare);
    if (end === '\r\n') {
      lines.push(line);
      line = [];
    }
  }
  const [columns = [], ...rows] = lines;
  return { columns: columns.map(String), rows };
}

/** A JSON row laid flat: nested names joined by _, in their order. */
export function flat(row: object): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row) as [string, unknown][]) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) cells[name] = value;
    else for (const [inner, cell] of Object.entries(flat(value))) cells[`${name}_${inner}`] = cell;
  }
  return cells;
}
