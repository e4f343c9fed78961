import { PassThrough, Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { BODY_LIMITS } from '../../../services/ingest/events/body-limits';
import { decodeBody } from '../../../services/ingest/events/decode-body';

const TEXT = Buffer.from('{"type":"search"}\n'.repeat(1_000));
const MAX_BYTES = 1_000_000;
const ENCODERS = { gzip: gzipSync, 'x-gzip': gzipSync, br: brotliCompressSync, deflate: deflateSync };
const encoded = Object.entries(ENCODERS);

/** Chunks of a few bytes, so that every boundary is met. */
function inPieces(bytes: Buffer, size = 7): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return Readable.from(pieces);
}

test.each(encoded)('%s is undone', async (encoding, encode) => {
  for (const name of [encoding, encoding.toUpperCase(), ` ${encoding} `]) {
    expect(await decodeBody(inPieces(encode(TEXT)), name, MAX_BYTES)).toEqual(TEXT);
  }
});

test.each([undefined, '', 'identity', 'Identity'])(
  'encoding %j leaves the body as it is',
  async (encoding) => {
    expect(await decodeBody(inPieces(TEXT), encoding, MAX_BYTES)).toEqual(TEXT);
    expect(await decodeBody(Readable.from([]), encoding, MAX_BYTES)).toHaveLength(0);
  },
);

test('a body of several gzip members is one body', async () => {
  const body = Buffer.concat([gzipSync('one'), gzipSync('two')]);
  expect((await decodeBody(inPieces(body), 'gzip', MAX_BYTES)).toString()).toBe('onetwo');
});

test.each(['gzip, gzip', 'gzip,br', 'identity, gzip', 'zstd', 'compress', 'toString', '__proto__', '*'])(
  'encoding %j is not supported',
  async (encoding) => {
    const body = inPieces(TEXT);
    await expect(decodeBody(body, encoding, MAX_BYTES)).rejects.toMatchObject({ status: 415 });
  },
);

describe.each(encoded)('%s', (encoding, encode) => {
  test.each([
    ['plain text', TEXT],
    ['nothing', Buffer.alloc(0)],
    ['a body cut short', encode(TEXT).subarray(0, -3)],
    ['a body with something behind it', Buffer.concat([encode(TEXT), Buffer.from('garbage')])],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(decodeBody(inPieces(bytes), encoding, MAX_BYTES)).rejects.toMatchObject({ status: 400 });
    await expect(decodeBody(inPieces(bytes, 1e6), encoding, MAX_BYTES)).rejects.toMatchObject({
      status: 400,
    });
  });

  test('that unpacks to the limit is taken, and to one byte more is refused', async () => {
    const limit = Buffer.alloc(MAX_BYTES);
    expect(await decodeBody(inPieces(encode(limit)), encoding, MAX_BYTES)).toHaveLength(MAX_BYTES);
    const over = encode(Buffer.alloc(MAX_BYTES + 1));
    await expect(decodeBody(inPieces(over), encoding, MAX_BYTES)).rejects.toMatchObject({ status: 413 });
  });
});

test('a bomb is refused long before it is unpacked, and what is left of it is let through', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const body = inPieces(Buffer.concat(Array<Buffer>(20).fill(bomb)), 4096);
  await expect(decodeBody(body, 'gzip', MAX_BYTES)).rejects.toMatchObject({ status: 413 });
  expect(body.readableEnded).toBe(false);
  expect(body.destroyed).toBe(false);
  await new Promise((resolve) => body.once('end', resolve));
});

test('a plain body that is too large is refused, and what is left of it is let through', async () => {
  const body = inPieces(Buffer.alloc(3 * MAX_BYTES), 65_536);
  await expect(decodeBody(body, undefined, MAX_BYTES)).rejects.toMatchObject({ status: 413 });
  expect(body.destroyed).toBe(false);
  await new Promise((resolve) => body.once('end', resolve));
});

test.each([undefined, 'gzip', 'br'])(
  'a caller that goes away is no fault of the body (%s)',
  async (encoding) => {
    const body = new PassThrough();
    body.write(encoding === 'br' ? brotliCompressSync(TEXT).subarray(0, 20) : gzipSync(TEXT).subarray(0, 20));
    const reading = decodeBody(body, encoding, MAX_BYTES);
    body.destroy(new Error('the caller went away'));
    await expect(reading).rejects.toThrow('the caller went away');
  },
);

test.each(encoded)(
  '%s: what unpacks to the limit is taken, however small it was',
  async (encoding, encode) => {
    const { maxDecodedBytes } = BODY_LIMITS;
    const padded = Buffer.alloc(maxDecodedBytes, ' ');
    padded.write('{"type":"search"}');
    const read = await decodeBody(Readable.from([encode(padded)]), encoding, maxDecodedBytes);
    expect(read.equals(padded)).toBe(true);
  },
);
