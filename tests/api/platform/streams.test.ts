import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { StoreError } from '../../../clickhouse/errors';
import { createApp } from '../../../services/platform/http/server';
import type { Answer } from '../../../services/platform/http/route';
import { createHttpServer } from '../../../services/platform/lifecycle/http-server';
import type { HttpServer } from '../../../services/platform/lifecycle/http-server';
import { NOW, recordingLogger, testRoute, tokenFor, verify } from './test-app';

const Authorization = `Bearer ${tokenFor()}`;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
let server: HttpServer | undefined;

afterEach(() => server?.close());

async function serve(
  stream: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
  answer: Partial<Answer> = {},
) {
  const { logger, lines } = recordingLogger();
  const route = testRoute({
    handle: ({ signal }) =>
      Promise.resolve({ status: 200, contentType: 'text/csv', stream: stream(signal), ...answer }),
  });
  const app = createApp({ routes: [route], families: [], verify, logger, now: () => NOW });
  server = createHttpServer((req, res) => {
    app(req, res);
  });
  return { url: `${await server.listen('127.0.0.1', 0)}/things`, lines };
}

async function ask(url: string, method = 'GET'): Promise<IncomingMessage> {
  const sent = request(url, { method, headers: { Authorization } }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

async function* chunks(count: number, last?: () => void): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) yield await Promise.resolve(CHUNK);
  last?.();
}

test('a stream arrives whole, in chunks, with its headers and without an ETag', async () => {
  const { url } = await serve(() => chunks(20), { headers: { Vary: 'Accept' } });
  const answer = await ask(url);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv',
    'transfer-encoding': 'chunked',
    'cache-control': 'no-store',
    vary: 'Accept',
    'x-request-id': expect.any(String) as string,
  });
  expect(answer.headers.etag).toBeUndefined();
  expect((await buffer(answer)).equals(Buffer.concat(Array.from({ length: 20 }, () => CHUNK)))).toBe(true);
});

test('a stream without a byte is an empty answer', async () => {
  const { url } = await serve(() => chunks(0));
  const answer = await ask(url);
  expect([answer.statusCode, (await buffer(answer)).length]).toEqual([200, 0]);
});

test('what fails before the first byte is an ordinary failure', async () => {
  const busy = await serve(() =>
    chunks(0, () => {
      throw new StoreError('busy');
    }),
  );
  const answer = await ask(busy.url);
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
  expect(JSON.parse((await buffer(answer)).toString())).toMatchObject({ status: 503 });
});

test('what fails later breaks the connection, so that nobody takes the part for the whole, and is logged', async () => {
  const { url, lines } = await serve(() =>
    chunks(3, () => {
      throw new StoreError('memory', { cause: new Error('the cause') });
    }),
  );
  const answer = await ask(url);
  expect(answer.statusCode).toBe(200);
  await expect(buffer(answer)).rejects.toThrow('aborted');
  expect(lines).toContainEqual(
    expect.objectContaining({ message: 'request failed', error: 'AnswerCut' }) as unknown,
  );
});

test('HTTP/1.0 has no chunks: a cut answer ends with a reset there', async () => {
  let read = (): void => undefined;
  const wasRead = new Promise<void>((resolve) => (read = resolve));
  const { url } = await serve(async function* () {
    yield Buffer.from('a part');
    await wasRead;
    throw new StoreError('memory');
  });
  const { port, pathname } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET ${pathname} HTTP/1.0\r\nAuthorization: ${Authorization}\r\n\r\n`);
  let received = '';
  socket.on('data', (bytes) => {
    received += bytes.toString();
    if (received.endsWith('a part')) read();
  });
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
});

test('HEAD has the headers, and ends what began for it', async () => {
  let made = 0;
  let isOver = false;
  const { url } = await serve(async function* () {
    try {
      for (;;) {
        made += 1;
        yield await Promise.resolve(CHUNK);
      }
    } finally {
      isOver = true;
    }
  });
  const answer = await ask(url, 'HEAD');
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv']);
  expect([made, isOver, (await buffer(answer)).length]).toEqual([1, true, 0]);
});

test('no more is made than the caller reads', async () => {
  let made = 0;
  const { url } = await serve(async function* () {
    for (;;) {
      made += 1;
      yield await Promise.resolve(CHUNK);
    }
  });
  const answer = await ask(url);
  let before = -1;
  // Without a reader the sockets fill, and then nothing is made any more.
  while (made !== before) {
    before = made;
    for (let turn = 0; turn < 1000; turn++) await new Promise(setImmediate);
  }
  expect(made * CHUNK.length).toBeLessThan(64 * 1024 * 1024);
  answer.destroy();
});

test('a caller that goes away ends the stream and its work', async () => {
  let ended = (): void => undefined;
  const hasEnded = new Promise<void>((resolve) => (ended = resolve));
  let signal: AbortSignal | undefined;
  const { url } = await serve(async function* (given) {
    signal = given;
    try {
      for (;;) yield await Promise.resolve(CHUNK);
    } finally {
      ended();
    }
  });
  (await ask(url)).destroy();
  await hasEnded;
  expect(signal?.aborted).toBe(true);
});
