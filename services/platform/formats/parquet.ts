import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ColumnBlock, ColumnHead } from './column-blocks';
import type { ColumnType, Value } from './list';

type SchemaElement = ParquetWriter['schema'][number];

/** Of rows: readers take groups side by side, and a group is in memory at once. */
const BLOCKS_PER_GROUP = 4;

const LEAVES: Readonly<Record<Exclude<ColumnType, 'texts'>, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
};

/** A Parquet file: row groups as the rows come, the footer last. */
export async function* encodeParquet(
  columns: readonly ColumnHead[],
  blocks: AsyncIterable<ColumnBlock>,
): AsyncGenerator<Uint8Array> {
  // An ES module: early releases of Node 20 cannot require one.
  const hyparquet = await import('hyparquet-writer');
  const bytes = new hyparquet.ByteWriter();
  const writer = new hyparquet.ParquetWriter({
    writer: bytes,
    schema: schemaOf(columns),
    createdBy: 'headcount',
  });
  for await (const group of groupsOf(blocks)) {
    const columnData = columns.map((column, index) => ({
      name: column.name,
      data: valuesOf(
        column,
        group.flatMap((block) => block[index] ?? []),
      ),
    }));
    await writer.write({ columnData, rowGroupSize: columnData[0]?.data.length ?? 0 });
    yield takeBytes(bytes);
  }
  await writer.finish();
  yield takeBytes(bytes);
}

async function* groupsOf(blocks: AsyncIterable<ColumnBlock>): AsyncGenerator<readonly ColumnBlock[]> {
  let collected: ColumnBlock[] = [];
  for await (const block of blocks) {
    collected.push(block);
    if (collected.length === BLOCKS_PER_GROUP) {
      yield collected;
      collected = [];
    }
  }
  if (collected.length > 0) yield collected;
}

function schemaOf(columns: readonly ColumnHead[]): SchemaElement[] {
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

function valuesOf({ type }: ColumnHead, values: readonly Value[]): (Value | Buffer)[] {
  return values.map((value) => {
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
