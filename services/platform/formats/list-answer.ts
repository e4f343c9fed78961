import type { Answer } from '../http/route';
import { type Format, type ListFormat, MEDIA_TYPES, WRITERS } from './format';
import type { List } from './list';

/** Formats that people save and open with something else. */
const SAVED: ReadonlySet<Format> = new Set<Format>(['csv', 'parquet']);
const VARY = { Vary: 'Accept' };
/** What is shorter is answered as one body. */
const STREAMED_FROM_BYTES = 1_048_576;

/**
 * Answers a list in the format asked for. JSON is the question's own answer; every other format holds the whole list and
 * nothing else. A list is one body unless its rows come block by block and are many: then it is streamed.
 */
export async function answerInFormat<Row>(
  format: Format,
  json: () => Answer | Promise<Answer>,
  list: () => List<Row> | Promise<List<Row>>,
): Promise<Answer> {
  if (format !== 'json') return listAnswer(format, await list());
  const answer = await json();
  return { ...answer, headers: { ...answer.headers, ...VARY } };
}

async function listAnswer<Row>(format: ListFormat, list: List<Row>): Promise<Answer> {
  const disposition = SAVED.has(format)
    ? { 'Content-Disposition': `attachment; filename="${list.name}.${format}"` }
    : {};
  const head = { status: 200, contentType: contentTypeOf(format), headers: { ...VARY, ...disposition } };
  const written = WRITERS[format](list)[Symbol.asyncIterator]();
  const isOpenEnded = Symbol.asyncIterator in list.rows;
  const chunks: Uint8Array[] = [];
  for (let bytes = 0; !isOpenEnded || bytes < STREAMED_FROM_BYTES;) {
    const next = await written.next();
    if (next.done === true) return { ...head, body: Buffer.concat(chunks) };
    chunks.push(next.value);
    bytes += next.value.byteLength;
  }
  return { ...head, stream: following(chunks, written) };
}

/** What was written already, then the rest, which is ended with it. */
async function* following(
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function contentTypeOf(format: ListFormat): string {
  return format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES[format];
}
