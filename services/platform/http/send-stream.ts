import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { namesTag } from './etag';
import type { Answer, Family } from './route';
import { setHeaders } from './send-answer';

/** The source of an answer failed when a part of it was out already; `cause` is its failure. */
export class AnswerCut extends Error {
  override readonly name = 'AnswerCut';
}

/**
 * Sends an answer's stream as fast as the caller reads it. The headers go out with the first bytes: what fails before them is
 * thrown, to be answered as any failure. What fails later resets the connection, so that nobody, HTTP/1.0 included, takes a cut
 * answer for a whole one, and is thrown as AnswerCut for the log. If the caller goes away the stream is ended.
 */
export async function sendStream(
  req: IncomingMessage,
  res: ServerResponse,
  family: Family,
  answer: Answer,
  stream: AsyncIterable<Uint8Array>,
): Promise<void> {
  const chunks = stream[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (res.headersSent || res.destroyed) {
    await chunks.return?.();
    return;
  }
  const { tag } = answer;
  setHeaders(res, family, answer, tag === undefined ? 'no-store' : 'private, no-cache');
  if (tag !== undefined) res.setHeader('ETag', tag);
  if (tag !== undefined && namesTag(req.headers['if-none-match'], tag)) {
    await chunks.return?.();
    res.writeHead(304).end();
    return;
  }
  res.statusCode = answer.status;
  res.setHeader('Content-Type', answer.contentType ?? 'application/octet-stream');
  if (req.method === 'HEAD') {
    await chunks.return?.();
    res.end();
    return;
  }
  await pipeline(withFirst(first, chunks, res), res);
}

async function* withFirst(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
  res: ServerResponse,
): AsyncGenerator<Uint8Array> {
  try {
    for (let chunk = first; chunk.done !== true; chunk = await rest.next()) yield chunk.value;
  } catch (error) {
    if (res.destroyed) throw error;
    res.socket?.resetAndDestroy();
    throw new AnswerCut('an answer was cut', { cause: error });
  } finally {
    await rest.return?.();
  }
}
