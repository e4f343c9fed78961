import { columnBlocks, headsOf, type ColumnBlock } from './column-blocks';
import { encodeInThread } from './encode-in-thread';
import { ENCODERS, type ColumnarFormat } from './encoders';
import type { List } from './list';

/**
 * A list as a Parquet file or an Arrow stream. What is more than a block is written by a thread of its own; for less, starting
 * one would take longer than the work.
 */
export async function* writeColumnar<Row>(
  format: ColumnarFormat,
  list: List<Row>,
): AsyncGenerator<Uint8Array> {
  const columns = headsOf(list);
  const blocks = columnBlocks(list);
  const first = await blocks.next();
  const second = await blocks.next();
  if (first.done === true || second.done === true) {
    yield* ENCODERS[format](columns, following(first.done === true ? [] : [first.value], blocks));
  } else {
    yield* encodeInThread({ format, columns }, following([first.value, second.value], blocks));
  }
}

/** The blocks that were read already, then the rest. */
async function* following(
  read: readonly ColumnBlock[],
  rest: AsyncGenerator<ColumnBlock>,
): AsyncGenerator<ColumnBlock> {
  try {
    yield* read;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
