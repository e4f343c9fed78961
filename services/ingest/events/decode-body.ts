import type { Readable, Transform } from 'node:stream';
import { finished } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { RequestRefusal, badBody, tooLarge, unsupported } from './request-refusal';

type Decoder = Transform & { readonly bytesWritten: number };

/** Each chunk costs a turn of the event loop: large ones bring a bomb to its limit in milliseconds. */
const OPTIONS = { chunkSize: 256 * 1024 };

const DECODERS: Readonly<Record<string, () => Decoder>> = {
  gzip: () => createGunzip(OPTIONS),
  'x-gzip': () => createGunzip(OPTIONS),
  br: () => createBrotliDecompress(OPTIONS),
  deflate: () => createInflate(OPTIONS),
};

/**
 * Reads a body and undoes its Content-Encoding. Stops as soon as more than `maxBytes` decoded bytes have come, so a small
 * body that unpacks to a huge one never takes more. Afterwards the rest of the stream is let through unread, so that the
 * answer can still go out.
 * Throws RequestRefusal: 415 for an unknown or stacked encoding, 413 for too much, 400 for corrupt data; and the stream's own
 * error when the caller went away.
 */
export async function decodeBody(
  stream: Readable,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = (contentEncoding ?? '').trim().toLowerCase() || 'identity';
  const createDecoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  try {
    if (createDecoder) return await collectDecoded(stream, createDecoder(), maxBytes);
    if (encoding === 'identity') return await collect(stream, maxBytes);
    throw unsupported('The content encoding must be gzip, br or deflate, only once.');
  } finally {
    letThrough(stream);
  }
}

/** Whether the rest arrives or not is of no interest any more. */
function letThrough(stream: Readable): void {
  stream.on('error', () => undefined);
  stream.resume();
}

async function collectDecoded(stream: Readable, decoder: Decoder, maxBytes: number): Promise<Buffer> {
  let receivedBytes = 0;
  const count = (chunk: Buffer): void => {
    receivedBytes += chunk.length;
  };
  let streamError: Error | undefined;
  const stopWatching = finished(stream, { writable: false }, (error) => {
    if (!error) return;
    streamError = error;
    decoder.destroy(error);
  });
  stream.on('data', count).pipe(decoder);
  try {
    const body = await collect(decoder, maxBytes);
    // Both br and deflate end where they say so; what follows would be lost without a word.
    if (decoder.bytesWritten < receivedBytes) throw badBody('Data follows the end of the compressed body.');
    return body;
  } catch (error) {
    if (error instanceof RequestRefusal || streamError) throw error;
    throw badBody('The body cannot be decompressed.');
  } finally {
    stopWatching();
    stream.off('data', count).unpipe(decoder);
    decoder.destroy();
  }
}

async function collect(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(`The decoded body is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}
