import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { sendRaw } from './raw-request';

const AUTHORIZATION = `Authorization: Bearer ${mintToken({ tenant: 'acme' })}`;
const BODY = '{"type":"search","id":"h","user_id":"u","org_id":"o","created_at":"2026-03-02T10:00:00Z"}';
const LENGTH = `Content-Length: ${BODY.length}`;
const POST = ['POST /v1/events HTTP/1.1', 'Host: x', AUTHORIZATION, 'Content-Type: application/json'];
const DAU = 'GET /v3/enterprise/metrics/dau?time_after=0&time_before=9 HTTP/1.1';

let service: ServiceProcess;

beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir() });
});
afterAll(async () => {
  await service.stop();
  await removeDir(service.dataDir);
});

/** What a request looks like on the wire, and what is answered. */
const REQUESTS: readonly (readonly [
  what: string,
  status: number,
  lines: readonly string[],
  body?: string,
])[] = [
  ['an absolute address', 200, ['GET http://elsewhere/healthz HTTP/1.1', 'Host: x']],
  ['HTTP/1.0', 200, ['GET /healthz HTTP/1.0']],
  ['an upgrade that nobody offers', 200, ['GET /healthz HTTP/1.1', 'Host: x', 'Upgrade: websocket']],
  ['a body that nobody asked for', 200, [DAU, 'Host: x', AUTHORIZATION, 'Content-Length: 3'], 'abc'],
  [
    'names of JavaScript',
    200,
    [DAU.replace('enterprise', 'organizations/__proto__'), 'Host: x', AUTHORIZATION],
  ],
  ['the server as a whole', 404, ['OPTIONS * HTTP/1.1', 'Host: x']],
  ['a path that begins twice', 404, ['GET //healthz HTTP/1.1', 'Host: x']],
  ['a method for debugging', 405, ['TRACE /healthz HTTP/1.1', 'Host: x']],
  ['no host', 400, ['GET /healthz HTTP/1.1']],
  ['another protocol', 400, ['PRI * HTTP/2.0']],
  ['an unknown expectation', 417, [...POST, LENGTH, 'Expect: miracles'], BODY],
  ['a length and chunks', 400, [...POST, LENGTH, 'Transfer-Encoding: chunked'], BODY],
  ['two lengths', 400, [...POST, LENGTH, 'Content-Length: 5'], BODY],
  ['a negative length', 400, [...POST, 'Content-Length: -5'], BODY],
  ['a length without end', 400, [...POST, `Content-Length: ${'9'.repeat(40)}`], BODY],
  ['broken chunks', 400, [...POST, 'Transfer-Encoding: chunked'], `zz\r\n${BODY}`],
  ['two encodings', 415, [...POST, LENGTH, 'Content-Encoding: gzip', 'Content-Encoding: gzip'], BODY],
  ['an encoding that it is not in', 400, [...POST, LENGTH, 'Content-Encoding: br'], BODY],
  ['two credentials, the wrong one first', 401, [DAU, 'Host: x', 'Authorization: Bearer x', AUTHORIZATION]],
];

const CASES = REQUESTS.map(([what, status, lines, body = '']) => [what, status, lines, body] as const);

test.each(CASES)('%s: %i, with a request id', async (_what, status, lines, body) => {
  const bytes = Buffer.from([...lines, 'Connection: close', '', body].join('\r\n'));
  const reply = await sendRaw(service.url, bytes);
  expect([reply.status, reply.body]).toEqual([status, reply.body]);
  expect(reply.head).toMatch(/\r\nX-Request-Id: [A-Za-z0-9._-]{1,128}(\r\n|$)/);
  if (status >= 400) expect(JSON.parse(reply.body)).toEqual(expect.any(Object));
});

test('afterwards it serves on', async () => {
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
});
