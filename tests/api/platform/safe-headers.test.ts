import { SAFE_HEADERS } from '../../../services/platform/http/safe-headers';
import { mintToken, startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { callsTo } from '../hostile/calls';
import type { Calls, Reply } from '../hostile/calls';
import { sendRaw } from '../hostile/raw-request';

const PAGE = 'https://app.example.com';
const DAU = '/v3/enterprise/metrics/dau?time_after=0&time_before=9';

let service: InProcessService;
let calls: Calls;
beforeAll(async () => {
  service = await startInProcess(undefined, { CORS_ORIGINS: `${PAGE} http://localhost:5173` });
  calls = callsTo(service.url, mintToken({ tenant: 'acme' }));
});
afterAll(async () => {
  calls.close();
  await service.stop();
});

/** Every kind of answer there is. */
const ANSWERS: readonly (readonly [
  what: string,
  method: string,
  path: string,
  headers: Record<string, string>,
])[] = [
  ['a number', 'GET', DAU, {}],
  ['a list as CSV', 'GET', `${DAU}&format=csv`, {}],
  ['a wrong parameter', 'GET', '/v3/enterprise/metrics/dau', {}],
  ['no token', 'GET', DAU, { authorization: '' }],
  ['an unknown path', 'GET', '/nothing', {}],
  ['a broken path', 'GET', '/v1/clients/%zz', {}],
  ['another method', 'DELETE', '/healthz', {}],
  ['a wrong body', 'POST', '/v1/events', { 'content-type': 'text/plain' }],
  ['an unknown expectation', 'POST', '/v1/events', { expect: 'miracles' }],
  ['health', 'GET', '/healthz', {}],
  ['the API description', 'GET', '/openapi.json', {}],
  ['the reference page', 'GET', '/docs', {}],
  ['the page', 'GET', '/', {}],
];

test.each(ANSWERS)(
  '%s carries every header that keeps browsers safe',
  async (_what, method, path, headers) => {
    const reply = await calls.send({ method, path, headers });
    const { 'Content-Security-Policy': plain, ...others } = SAFE_HEADERS;
    for (const [name, value] of Object.entries(others))
      expect([name, reply.headers[name.toLowerCase()]]).toEqual([name, value]);
    const policy = reply.headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    for (const directive of ['frame-ancestors', 'object-src', 'base-uri'])
      expect(policy).toContain(`${directive} 'none'`);
    expect(policy).not.toMatch(/unsafe-|\*|https?:|data:/);
    if (reply.headers['content-type']?.includes('html') !== true) expect(policy).toBe(plain);
    expect(reply.headers['cache-control']).toMatch(/no-store|no-cache/);
    expect(reply.headers['x-powered-by'] ?? reply.headers.server).toBeUndefined();
    expect(reply.headers['x-request-id']).toBeDefined();
  },
);

test('a request that cannot be read is refused with them too', async () => {
  const { status, head } = await sendRaw(service.url, Buffer.from('nonsense\r\n\r\n'));
  expect(status).toBe(400);
  for (const [name, value] of Object.entries(SAFE_HEADERS)) expect(head).toContain(`${name}: ${value}`);
});

test('browsers are bound to TLS only by a proxy that speaks it', async () => {
  const strict = async (headers: Record<string, string>): Promise<unknown> =>
    (await calls.send({ path: '/healthz', headers })).headers['strict-transport-security'];
  expect(await strict({})).toBeUndefined();
  expect(await strict({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000; includeSubDomains');
});

function corsHeaders({ headers }: Reply): string[] {
  return Object.keys(headers).filter((name) => name.startsWith('access-control-'));
}

const PREFLIGHT = {
  'access-control-request-method': 'GET',
  'access-control-request-headers': 'authorization',
};

test('a page of an allowed origin may call, after asking', async () => {
  const asked = await calls.send({
    method: 'OPTIONS',
    path: DAU,
    headers: { authorization: '', origin: PAGE, ...PREFLIGHT },
  });
  expect([asked.status, asked.text]).toEqual([204, '']);
  expect(asked.headers).toMatchObject({
    'access-control-allow-origin': PAGE,
    'access-control-allow-methods': expect.stringContaining('GET') as unknown,
    'access-control-allow-headers': expect.stringContaining('Authorization') as unknown,
    vary: 'Origin',
  });
  const answer = await calls.send({ path: DAU, headers: { origin: PAGE } });
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, PAGE]);
  expect(answer.headers['access-control-expose-headers']).toMatch(/RateLimit.*X-Request-Id/);
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
});

test.each(['https://app.example.com.evil.com', 'https://evil.com', 'http://app.example.com', 'null', ''])(
  'a page of another origin may not: %j',
  async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const reply = await calls.send({ method, path: DAU, headers: { origin, ...PREFLIGHT } });
      expect([method, reply.status, corsHeaders(reply), reply.headers.vary?.split(', ')[0]]).toEqual([
        method,
        method === 'GET' ? 200 : 405,
        [],
        'Origin',
      ]);
    }
  },
);
