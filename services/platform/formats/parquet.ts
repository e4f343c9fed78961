import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { blocksOfSize, type Column, type ColumnType, type List, type Value } from './list';

type SchemaElement = ParquetWriter['schema'][number];

/** A row group is written at once, so it holds up other requests for as long; readers take groups side by side. */
const ROWS_PER_GROUP = 8_192;

const LEAVES: Readonly<Record<Exclude<ColumnType, 'texts'>, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
};

/** A Parquet file: row groups as the rows come, the footer last. */
export async function* writeParquet<Row>({ columns, rows }: List<Row>): AsyncGenerator<Uint8Array> {
  // An ES module: early releases of Node 20 cannot require one.
  const hyparquet = await import('hyparquet-writer');
  const bytes = new hyparquet.ByteWriter();
  const writer = new hyparquet.ParquetWriter({
    writer: bytes,
    schema: schemaOf(columns),
    createdBy: 'headcount',
  });
  for await (const block of blocksOfSize(rows, ROWS_PER_GROUP)) {
    await writer.write({
      columnData: columns.map((column) => ({ name: column.name, data: valuesOf(column, block) })),
      rowGroupSize: ROWS_PER_GROUP,
    });
    yield takeBytes(bytes);
  }
  await writer.finish();
  yield takeBytes(bytes);
}

function schemaOf<Row>(columns: readonly Column<Row>[]): SchemaElement[] {
  return [
    { name: 'list', num_children: columns.length },
    ...columns.flatMap(({ name, type }) => elementsOf(name, type)),
  ];
}

function elementsOf(name: string, type: ColumnType): SchemaElement[] {
  if (type !== 'texts') return [{ name, repetition_type: 'OPTIONAL', ...LEAVES[type] }];
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', ...LEAVES.text },
  ];
}

function valuesOf<Row>({ type, valueIn }: Column<Row>, rows: readonly Row[]): (Value | Buffer)[] {
  return rows.map((row) => {
    const value = valueIn(row);
    if (type === 'integer' && typeof value === 'number') return BigInt(value);
    // The library would turn each text into bytes by itself, at twice the time.
    return typeof value === 'string' ? Buffer.from(value) : value;
  });
}

/** What was written since the last time; the offsets in the file go on. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
