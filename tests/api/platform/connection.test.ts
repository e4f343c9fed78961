import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { json } from '../../../services/platform/http/answer';
import { createApp } from '../../../services/platform/http/server';
import type { Answer, Route, RouteRequest } from '../../../services/platform/http/route';
import { createHttpServer } from '../../../services/platform/lifecycle/http-server';
import type { HttpServer } from '../../../services/platform/lifecycle/http-server';
import { NOW, recordingLogger, testRoute, tokenFor, verify } from './test-app';

const Authorization = `Bearer ${tokenFor()}`;
const EIGHT_MEBIBYTES = Buffer.alloc(8 * 1024 * 1024, 'x');
let server: HttpServer | undefined;
let agent: Agent;

beforeEach(() => {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(async () => {
  agent.destroy();
  await server?.close();
});

async function serve(routes: readonly Route[], drainTimeoutMs?: number) {
  const { logger, lines } = recordingLogger();
  const app = createApp({ routes, families: [], verify, logger, now: () => NOW });
  server = createHttpServer((req, res) => {
    app(req, res);
  }, drainTimeoutMs);
  return { url: await server.listen('127.0.0.1', 0), lines, server };
}

const post = (handle: (request: RouteRequest) => Promise<Answer>): Route =>
  testRoute({ method: 'POST', path: '/upload', cacheable: false, handle });

function send(url: string, headers: OutgoingHttpHeaders = {}) {
  const sent = request(`${url}/upload`, { method: 'POST', agent, headers: { Authorization, ...headers } });
  return { sent, answer: once(sent, 'response') as Promise<[IncomingMessage]> };
}

/** Uploads on an open connection, all of it whatever is answered meanwhile, and reads the answer. Node's client cannot. */
async function upload(socket: Socket, body: Buffer): Promise<string> {
  const head = `POST /upload HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const written = new Promise<void>((resolve) => {
    socket.write(head);
    socket.write(body, () => {
      resolve();
    });
  });
  let answer = '';
  while (!answer.includes('}')) answer += String((await once(socket, 'data'))[0]);
  await written;
  return answer;
}

describe('a handler that stops reading', () => {
  const stops: [string, (request: RouteRequest) => Promise<void>][] = [
    ['never reads', () => Promise.resolve()],
    [
      'leaves its loop',
      async ({ body }) => {
        for await (const chunk of body) if ((chunk as Buffer).length > 0) break;
      },
    ],
    [
      'destroys the body',
      ({ body }) => {
        body.destroy(new Error('too large'));
        return Promise.resolve();
      },
    ],
    [
      'fails to decode',
      async ({ body }) => {
        const nowhere = new Writable({
          write: (_chunk, _encoding, done) => {
            done();
          },
        });
        await pipeline(body, createGunzip(), nowhere).catch(() => undefined);
      },
    ],
  ];

  it.each(stops)('still answers, and the connection carries the next request: %s', async (_case, stop) => {
    const { url } = await serve([
      post(async (received) => {
        await stop(received);
        return json(413, { detail: 'too large' });
      }),
    ]);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    for (let i = 0; i < 3; i++) {
      const answer = await upload(socket, EIGHT_MEBIBYTES);
      expect(answer).toMatch(/^HTTP\/1.1 413 /);
      expect(answer).toMatch(/{"detail":"too large"}$/);
    }
    socket.destroy();
  });
});

it('an upload without a token is answered 401 before it has ended', async () => {
  const { url } = await serve([post(() => Promise.resolve(json(200, {})))]);
  const { sent, answer } = send(url, { Authorization: '' });
  sent.write('first');
  expect((await answer)[0].statusCode).toBe(401);
  sent.destroy();
});

it('an empty body is an empty stream', async () => {
  const { url } = await serve([post(async ({ body }) => json(200, { text: await text(body) }))]);
  const { sent, answer } = send(url);
  sent.end();
  expect(await text((await answer)[0])).toBe('{"text":""}');
});

it('a caller that goes away aborts the signal, ends the body with an error and is no failure', async () => {
  let tell: (found: unknown) => void = () => undefined;
  const told = new Promise((resolve) => (tell = resolve));
  const { url, lines } = await serve([
    post(async ({ body, signal }) => {
      try {
        for await (const chunk of body) expect(chunk).toBeDefined();
      } catch (error) {
        if (!signal.aborted) await once(signal, 'abort');
        tell((error as Error).message);
        throw error;
      }
      return json(200, {});
    }),
  ]);
  const { sent, answer } = send(url);
  answer.catch(() => undefined);
  sent.write('first', () => sent.destroy());
  sent.on('error', () => undefined);
  expect(await told).toBe('the caller went away');
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines).toEqual([expect.objectContaining({ message: 'request', status: 499 })]);
});

it('pipelined requests end with their connection, those too whose answers waited behind another', async () => {
  const aborted: string[] = [];
  const waiting = (name: string): Route =>
    testRoute({
      ...{ path: `/${name}`, cacheable: false },
      handle: ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push(name);
            resolve(json(200, {}));
          });
        }),
    });
  const quick = testRoute({ path: '/quick', handle: () => Promise.resolve(json(200, {})) });
  const { url, server: used } = await serve([waiting('first'), waiting('last'), quick]);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const head = `HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\n\r\n`;
  socket.write(`GET /first ${head}GET /quick ${head}GET /last ${head}`);
  while (used.running() < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  socket.destroy();
  while (used.running() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(aborted.sort()).toEqual(['first', 'last']);
});

it.each([
  ['GARBAGE\r\n\r\n', '400 Bad Request'],
  [
    `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
])('what is no request is answered as a problem: case %#', async (sent, status) => {
  const { url } = await serve([]);
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(sent));
  const answer = await text(socket);
  expect(answer.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
  expect(answer).toMatch(/\r\nContent-Type: application\/problem\+json\r\n/);
  expect(answer).toMatch(/\r\nX-Request-Id: [0-9a-f-]{36}\r\n/);
});

describe('closing', () => {
  it('does not wait for an idle connection', async () => {
    const { url, server: closing } = await serve([post(() => Promise.resolve(json(200, {})))]);
    const { sent, answer } = send(url);
    sent.end();
    await text((await answer)[0]);
    await closing.close();
  });

  it('cuts what is still running when the drain time is over', async () => {
    let tell: () => void = () => undefined;
    const isRunning = new Promise<void>((resolve) => (tell = resolve));
    const never = (): Promise<Answer> => {
      tell();
      return new Promise(() => undefined);
    };
    const { url, server: closing } = await serve([post(never)], 10);
    const { sent, answer } = send(url);
    const failed = expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
    sent.write('first');
    await isRunning;
    await closing.close();
    await failed;
  });
});
