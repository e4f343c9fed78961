import { blocksOfSize, type Column, type List, type Value } from './list';

/** A column as a file's schema names it. */
export type ColumnHead = Pick<Column<never>, 'name' | 'type'>;
/** Some rows, column by column in the order of the heads; never empty. A thread can be sent it. */
export type ColumnBlock = readonly (readonly Value[])[];

/** Turned and sent on in one turn of the event loop, so not too many. */
export const ROWS_PER_BLOCK = 2_048;

export function headsOf<Row>({ columns }: List<Row>): ColumnHead[] {
  return columns.map(({ name, type }) => ({ name, type }));
}

/** A list's rows in blocks of ROWS_PER_BLOCK, the last one shorter. */
export async function* columnBlocks<Row>({ columns, rows }: List<Row>): AsyncGenerator<ColumnBlock> {
  for await (const block of blocksOfSize(rows, ROWS_PER_BLOCK)) {
    yield columns.map(({ valueIn }) => block.map(valueIn));
  }
}
