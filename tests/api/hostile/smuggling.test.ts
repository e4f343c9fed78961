import { connect } from 'node:net';
import { once } from 'node:events';
import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

const AUTHORIZATION = `Authorization: Bearer ${mintToken({ tenant: 'acme' })}`;
const BODY = '{"type":"search","id":"h","user_id":"u","org_id":"o","created_at":"2026-03-02T10:00:00Z"}';
const POST = ['POST /v1/events HTTP/1.1', 'Host: x', AUTHORIZATION, 'Content-Type: application/json'];
/** What must not be taken for a request of its own. */
const HIDDEN = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;

let service: ServiceProcess;
beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir() });
});
afterAll(async () => {
  await service.stop();
  await removeDir(service.dataDir);
});

/** The statuses of everything that comes back until the service closes the connection. */
async function statuses(bytes: string): Promise<number[]> {
  const socket = connect({ host: '127.0.0.1', port: service.port });
  socket.on('error', () => undefined);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  socket.write(bytes);
  await once(socket, 'close');
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

/** Framings that two servers in a row may read differently. */
const AMBIGUOUS: readonly (readonly [what: string, lines: readonly string[], rest: string])[] = [
  [
    'a length and chunks',
    [`Content-Length: ${CHUNKED.length}`, 'Transfer-Encoding: chunked'],
    CHUNKED + HIDDEN,
  ],
  ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4'], CHUNKED + HIDDEN],
  ['two lengths that differ', ['Content-Length: 0', `Content-Length: ${HIDDEN.length}`], HIDDEN],
  ['a list of lengths', [`Content-Length: 0, ${HIDDEN.length}`], HIDDEN],
  ['a length with a sign', [`Content-Length: +${BODY.length}`], BODY + HIDDEN],
  ['a hexadecimal length', [`Content-Length: 0x${BODY.length.toString(16)}`], BODY + HIDDEN],
  ['a coding that is not chunked', ['Transfer-Encoding: xchunked'], CHUNKED + HIDDEN],
  ['a coding after chunked', ['Transfer-Encoding: chunked, identity'], CHUNKED + HIDDEN],
  ['a space before the colon', [`Content-Length : ${BODY.length}`], BODY + HIDDEN],
  ['a space before the coding header', ['Transfer-Encoding : chunked'], CHUNKED + HIDDEN],
  ['a folded header', ['X: a', ` Content-Length: ${BODY.length}`], BODY + HIDDEN],
  ['a line that ends without a carriage return', [`X: a\nContent-Length: ${BODY.length}`], BODY + HIDDEN],
  ['a NUL in a header', [`X: a\0b`, `Content-Length: ${BODY.length}`], BODY + HIDDEN],
  ['a chunk size with a sign', ['Transfer-Encoding: chunked'], `+${CHUNKED}${HIDDEN}`],
  [
    'a chunk size that overflows',
    ['Transfer-Encoding: chunked'],
    `fffffffffffffffff\r\n${BODY}\r\n0\r\n\r\n${HIDDEN}`,
  ],
  ['a chunk longer than it says', ['Transfer-Encoding: chunked'], `1\r\n${BODY}\r\n0\r\n\r\n${HIDDEN}`],
  [
    'a chunk that ends in a bare newline',
    ['Transfer-Encoding: chunked'],
    `${CHUNKED.replaceAll('\r\n', '\n')}${HIDDEN}`,
  ],
];

test.each(AMBIGUOUS)('%s: nothing hidden behind it is answered', async (_what, lines, rest) => {
  const answers = await statuses([...POST, ...lines, '', rest].join('\r\n'));
  expect(answers).not.toContain(404);
  expect(answers.filter((status) => status >= 200 && status < 300).length).toBeLessThanOrEqual(1);
  expect(answers.at(-1)).toBe(400);
});

test('requests in a row on one connection are answered in a row', async () => {
  const post = [...POST, `Content-Length: ${BODY.length}`, '', BODY].join('\r\n');
  const last = post.replace('Host: x', 'Host: x\r\nConnection: close');
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
  expect(await statuses(post + get('/nothing') + get('/healthz') + last)).toEqual([200, 404, 200, 200]);
});

test('a caller that waits to be told to go on is told so', async () => {
  const head = [
    ...POST,
    `Content-Length: ${BODY.length}`,
    'Expect: 100-continue',
    'Connection: close',
    '',
    '',
  ].join('\r\n');
  expect(await statuses(head + BODY)).toEqual([100, 200]);
});

test('a body that comes byte by byte in chunks is taken', async () => {
  const trickle = Array.from(BODY, (byte) => `1\r\n${byte}\r\n`).join('');
  const lines = [...POST, 'Transfer-Encoding: chunked', 'Connection: close', '', `${trickle}0\r\n\r\n`];
  expect(await statuses(lines.join('\r\n'))).toEqual([200]);
});
