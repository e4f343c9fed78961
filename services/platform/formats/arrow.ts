import type * as ApacheArrow from 'apache-arrow';
import type { Data, DataType, RecordBatch, Schema } from 'apache-arrow';
import { blocksOfSize, type Column, type ColumnType, type List, type Value } from './list';

/** Large enough to be read fast, small enough that writing one does not hold up other requests. */
const ROWS_PER_BATCH = 2_048;

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

/** An Arrow IPC stream, uncompressed: the schema, record batches as the rows come, the end mark. */
export async function* writeArrow<Row>({ columns, rows }: List<Row>): AsyncGenerator<Uint8Array> {
  // Large, and few ask for it: loading it at the start would hold up everybody.
  const arrow = await import('apache-arrow');
  const types = typesOf(arrow);
  const schema = new arrow.Schema(columns.map(({ name, type }) => new arrow.Field(name, types[type], true)));
  const written = writtenBytes(arrow);
  const writer = new arrow.RecordBatchStreamWriter();
  writer.reset(written, schema);
  for await (const block of blocksOfSize(rows, ROWS_PER_BATCH)) {
    writer.write(recordBatch(arrow, types, schema, columns, block));
    yield written.take();
  }
  writer.finish();
  yield written.take();
}

function recordBatch<Row>(
  arrow: Arrow,
  types: Types,
  schema: Schema,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): RecordBatch {
  const { RecordBatch: Batch, Struct, makeData } = arrow;
  const children = columns.map((column) => columnData(arrow, types, column, rows));
  return new Batch(
    schema,
    makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children }),
  );
}

function columnData<Row>(
  { vectorFromArray }: Arrow,
  types: Types,
  { type, valueIn }: Column<Row>,
  rows: readonly Row[],
): Data {
  const values = rows.map((row) => (type === 'integer' ? bigintOf(valueIn(row)) : valueIn(row)));
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
