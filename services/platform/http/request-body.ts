import { PassThrough, Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The body as a stream of its own: destroying an IncomingMessage would cut the connection before the answer is out. What
 * the handler leaves unread is thrown away, so that the connection can carry the next request.
 */
export function requestBody(req: IncomingMessage, res: ServerResponse): Readable {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) {
    return Readable.from([]);
  }
  const body = new PassThrough();
  req.once('close', () => {
    if (!req.complete) body.destroy(new Error('the caller went away'));
  });
  body.once('close', () => {
    req.unpipe(body);
    req.resume();
  });
  res.once('finish', () => body.destroy());
  // A handler that has stopped listening must not turn a lost connection into a crash.
  body.on('error', () => undefined);
  req.pipe(body);
  return body;
}
