import type { IncomingMessage, ServerResponse } from 'node:http';
import { UNREAD_ANSWER_TIMEOUT_MS } from '../policy';
import { DEFAULT_CONTENT_TYPE, entityTag, namesTag } from './etag';
import type { Answer, Family } from './route';

/**
 * Writes the answer with the family's headers and an exact length; a HEAD request gets no body. A cacheable 200 carries an
 * ETag and becomes 304 where the caller already has it. Headers of the answer win over the family's, those over the defaults.
 */
export function sendAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  family: Family,
  answer: Answer,
  cacheable: boolean,
): void {
  if (res.headersSent || res.destroyed) return;
  const body = answer.body ?? '';
  const contentType = answer.contentType ?? DEFAULT_CONTENT_TYPE;
  setHeaders(res, family, answer, cacheable && answer.status === 200 ? 'private, no-cache' : 'no-store');
  if (cacheable && answer.status === 200) {
    const tag = answer.tag ?? entityTag(contentType, body);
    res.setHeader('ETag', tag);
    if (namesTag(req.headers['if-none-match'], tag)) {
      res.statusCode = 304;
      res.end();
      return;
    }
  }
  res.statusCode = answer.status;
  if (answer.body !== undefined) res.setHeader('Content-Type', contentType);
  if (answer.status !== 204) res.setHeader('Content-Length', Buffer.byteLength(body));
  if (req.method === 'HEAD') res.end();
  else res.end(body);
  // Pipelined requests hold their answers here until the caller reads; one that never does must not hold them for ever.
  if (!res.writableFinished) res.setTimeout(UNREAD_ANSWER_TIMEOUT_MS);
}

/** The headers of every answer; the answer's own win over the family's, those over the defaults. */
export function setHeaders(res: ServerResponse, family: Family, answer: Answer, cacheControl: string): void {
  res.setHeader('Cache-Control', cacheControl);
  for (const [name, value] of Object.entries({ ...family.headers, ...answer.headers })) {
    if (name === 'Vary') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
}
