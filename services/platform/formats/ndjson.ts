import { blocksOf, type List } from './list';

/** One line of JSON a row, the rows just as the JSON answer has them. */
export async function* writeNdjson<Row>({
  rows,
  jsonOf = JSON.stringify,
}: List<Row>): AsyncGenerator<Buffer> {
  for await (const block of blocksOf(rows)) {
    yield Buffer.from(block.map((row) => `${jsonOf(row)}\n`).join(''));
  }
}
