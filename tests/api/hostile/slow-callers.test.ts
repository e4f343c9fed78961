import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { json } from '../../../services/platform/http/answer';
import { createApp } from '../../../services/platform/http/server';
import { createHttpServer } from '../../../services/platform/lifecycle/http-server';
import type { HttpServer } from '../../../services/platform/lifecycle/http-server';
import { NOW, recordingLogger, testRoute, tokenFor, verify } from '../platform/test-app';

const POST = `POST /upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenFor()}\r\n`;
/** A trickle that would go on for ever. */
const DRIP_MS = 20;

let server: HttpServer;
let port: number;
let heard = '';

beforeAll(async () => {
  const route = testRoute({
    method: 'POST',
    path: '/upload',
    cacheable: false,
    handle: async ({ body }) => {
      heard = await text(body).catch(() => 'cut');
      return json(200, { bytes: heard.length });
    },
  });
  const { logger } = recordingLogger();
  const app = createApp({ routes: [route], families: [], verify, logger, now: () => NOW });
  const patience = { headersMs: 300, requestMs: 600, checkMs: 30 };
  server = createHttpServer((req, res) => void app(req, res), 10, patience);
  port = Number(new URL(await server.listen('127.0.0.1', 0)).port);
});
afterAll(() => server.close());

/** Sends the start, then a byte at a time until the service ends the connection; what it said. */
async function drip(start: string, byte: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.write(start);
  const drops = setInterval(() => socket.write(byte), DRIP_MS);
  await once(socket, 'close');
  clearInterval(drops);
  return answer;
}

test.each([
  ['a request line', 'POST /upload', 'x'],
  ['headers', POST, 'X-A: b\r\n'],
  ['a body of a length', `${POST}Content-Length: 1000000\r\n\r\n`, 'x'],
  ['a body in chunks', `${POST}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'],
])('%s that never ends is 408, and the connection is closed', async (_what, start, byte) => {
  const answer = await drip(start, byte);
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(answer).toMatch(/\r\nContent-Type: application\/problem\+json\r\n/);
});

test('a hundred slow callers keep nobody else waiting', async () => {
  const sockets = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  for (const socket of sockets) socket.write(`${POST}Content-Length: 10\r\n\r\n`);
  const answer = await fetch(`http://127.0.0.1:${port}/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenFor()}` },
    body: 'abc',
  });
  expect([answer.status, await answer.json()]).toEqual([200, { bytes: 3 }]);
  for (const socket of sockets) socket.destroy();
});
