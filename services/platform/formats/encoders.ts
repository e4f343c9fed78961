import { encodeArrow } from './arrow';
import type { ColumnBlock, ColumnHead } from './column-blocks';
import { encodeParquet } from './parquet';

/** The formats that take much work to write. */
export type ColumnarFormat = 'parquet' | 'arrow';

/** Writes a file of such columns, block by block as they come; nothing is held for longer than it must be. */
export type Encoder = (
  columns: readonly ColumnHead[],
  blocks: AsyncIterable<ColumnBlock>,
) => AsyncGenerator<Uint8Array>;

export const ENCODERS: Readonly<Record<ColumnarFormat, Encoder>> = {
  parquet: encodeParquet,
  arrow: encodeArrow,
};
