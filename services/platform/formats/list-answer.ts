import type { Answer } from '../http/route';
import { type Format, type ListFormat, MEDIA_TYPES, WRITERS } from './format';
import type { List } from './list';

/** Formats that people save and open with something else. */
const SAVED: ReadonlySet<Format> = new Set<Format>(['csv', 'parquet']);
const VARY = { Vary: 'Accept' };

/**
 * Answers a list in the format asked for. JSON is the question's own answer; every other format holds the whole list and
 * nothing else. A list whose rows are all there is answered as one body, with an ETag; one whose rows come block by block is
 * streamed, without (contract 9).
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
  const written = WRITERS[format](list);
  const disposition = SAVED.has(format)
    ? { 'Content-Disposition': `attachment; filename="${list.name}.${format}"` }
    : {};
  const head = { status: 200, contentType: contentTypeOf(format), headers: { ...VARY, ...disposition } };
  if (Symbol.asyncIterator in list.rows) return { ...head, stream: written };
  const chunks: Uint8Array[] = [];
  for await (const chunk of written) chunks.push(chunk);
  return { ...head, body: Buffer.concat(chunks) };
}

function contentTypeOf(format: ListFormat): string {
  return format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES[format];
}
