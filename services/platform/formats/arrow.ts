import {
  AsyncByteQueue,
  Bool,
  type Data,
  type DataType,
  Field,
  Float64,
  Int64,
  List as ListType,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { blocksOfSize, type Column, type ColumnType, type List, type Value } from './list';

/** Large enough to be read fast, small enough that writing one does not hold up other requests. */
const ROWS_PER_BATCH = 2_048;

const TYPES: Readonly<Record<ColumnType, DataType>> = {
  text: new Utf8(),
  integer: new Int64(),
  number: new Float64(),
  boolean: new Bool(),
  json: new Utf8(),
  texts: new ListType(new Field('item', new Utf8(), true)),
};

/** An Arrow IPC stream, uncompressed: the schema, record batches as the rows come, the end mark. */
export async function* writeArrow<Row>({ columns, rows }: List<Row>): AsyncGenerator<Uint8Array> {
  const schema = new Schema(columns.map(({ name, type }) => new Field(name, TYPES[type], true)));
  const written = new WrittenBytes();
  const writer = new RecordBatchStreamWriter();
  writer.reset(written, schema);
  for await (const block of blocksOfSize(rows, ROWS_PER_BATCH)) {
    writer.write(recordBatch(schema, columns, block));
    yield written.take();
  }
  writer.finish();
  yield written.take();
}

function recordBatch<Row>(
  schema: Schema,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): RecordBatch {
  const children = columns.map((column) => columnData(column, rows));
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children }),
  );
}

function columnData<Row>({ type, valueIn }: Column<Row>, rows: readonly Row[]): Data {
  const values = rows.map((row) => (type === 'integer' ? bigintOf(valueIn(row)) : valueIn(row)));
  const [data] = vectorFromArray(values, TYPES[type]).data;
  if (data === undefined) throw new Error('a block of rows is never empty');
  return data;
}

function bigintOf(value: Value): Value {
  return typeof value === 'number' ? BigInt(value) : value;
}

/** Where the writer puts its bytes; they are taken away after each batch, so that no more than one waits. */
class WrittenBytes extends AsyncByteQueue {
  #chunks: Uint8Array[] = [];

  override write(value: ArrayBufferLike | ArrayBufferView): void {
    this.#chunks.push(
      ArrayBuffer.isView(value)
        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        : new Uint8Array(value),
    );
  }

  take(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return bytes;
  }
}
