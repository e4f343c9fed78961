import type * as ApacheArrow from 'apache-arrow';
import type { Data, DataType, RecordBatch, Schema } from 'apache-arrow';
import type { ColumnBlock, ColumnHead } from './column-blocks';
import type { ColumnType, Value } from './list';

type Arrow = typeof ApacheArrow;
type Types = Readonly<Record<ColumnType, DataType>>;

function typesOf({ Bool, Field, Float64, Int64, List: ListType, Utf8 }: Arrow): Types {
  return {
    text: new Utf8(),
    integer: new Int64(),
    number: new Float64(),
    boolean: new Bool(),
    json: new Utf8(),
    texts: new ListType(new Field('item', new Utf8(), true)),
  };
}

/** An Arrow IPC stream, uncompressed: the schema, a record batch for each block as it comes, the end mark. */
export async function* encodeArrow(
  columns: readonly ColumnHead[],
  blocks: AsyncIterable<ColumnBlock>,
): AsyncGenerator<Uint8Array> {
  // Large, and few ask for it: loading it at the start would hold up everybody.
  const arrow = await import('apache-arrow');
  const types = typesOf(arrow);
  const schema = new arrow.Schema(columns.map(({ name, type }) => new arrow.Field(name, types[type], true)));
  const written = writtenBytes(arrow);
  const writer = new arrow.RecordBatchStreamWriter();
  writer.reset(written, schema);
  for await (const block of blocks) {
    writer.write(recordBatch(arrow, types, schema, columns, block));
    yield written.take();
  }
  writer.finish();
  yield written.take();
}

function recordBatch(
  arrow: Arrow,
  types: Types,
  schema: Schema,
  columns: readonly ColumnHead[],
  block: ColumnBlock,
): RecordBatch {
  const { RecordBatch: Batch, Struct, makeData } = arrow;
  const length = block[0]?.length ?? 0;
  const children = columns.map((column, index) => columnData(arrow, types, column, block[index] ?? []));
  return new Batch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
}

function columnData(
  { vectorFromArray }: Arrow,
  types: Types,
  { type }: ColumnHead,
  block: readonly Value[],
): Data {
  const values = type === 'integer' ? block.map(bigintOf) : block;
  const [data] = vectorFromArray(values, types[type]).data;
  if (data === undefined) throw new Error('a block of rows is never empty');
  return data;
}

function bigintOf(value: Value): Value {
  return typeof value === 'number' ? BigInt(value) : value;
}

interface WrittenBytes extends InstanceType<Arrow['AsyncByteQueue']> {
  take(): Buffer;
}

/** Where the writer puts its bytes; they are taken away after each batch, so that no more than one waits. */
function writtenBytes({ AsyncByteQueue }: Arrow): WrittenBytes {
  let chunks: Uint8Array[] = [];
  class Written extends AsyncByteQueue {
    override write(value: ArrayBufferLike | ArrayBufferView): void {
      chunks.push(
        ArrayBuffer.isView(value)
          ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
          : new Uint8Array(value),
      );
    }

    take(): Buffer {
      const bytes = Buffer.concat(chunks);
      chunks = [];
      return bytes;
    }
  }
  return new Written();
}
