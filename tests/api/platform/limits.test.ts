import type { Server } from 'node:http';
import { StoreError } from '../../../clickhouse/errors';
import { createApp } from '../../../services/platform/http/server';
import type { Family, RouteRequest } from '../../../services/platform/http/route';
import { json } from '../../../services/platform/http/answer';
import { machineFamily } from '../../../services/platform/http/machine-family';
import { Guard } from '../../../services/platform/limits/guard';
import { RateLimits } from '../../../services/platform/limits/rate-limits';
import { createMetrics } from '../../../services/platform/metrics/registry';
import { appsFamily } from '../../../services/query/apps';
import { devinFamily } from '../../../services/query/devin/family';
import { engagementFamily } from '../../../services/query/engagement/family';
import { metricsFamily } from '../../../services/query/metrics';
import { listen, NOW, recordingLogger, testRoute, tokenFor, verify } from './test-app';

const FAMILIES: readonly Family[] = [machineFamily, devinFamily, metricsFamily, engagementFamily, appsFamily];
const REQUESTS_PER_SECOND = 2;

let nowMs = 0;
let server: Server;
let url: string;
let release: (() => void)[] = [];
const metrics = createMetrics();

function handle({
  query,
  chargeEvents,
}: RouteRequest): ReturnType<Parameters<typeof testRoute>[0]['handle']> {
  const kind = query.get('fail');
  if (kind === 'timeout' || kind === 'memory' || kind === 'rows') throw new StoreError(kind);
  chargeEvents(Number(query.get('events') ?? 0));
  if (!query.has('wait')) return Promise.resolve(json(200, {}));
  return new Promise((resolve) =>
    release.push(() => {
      resolve(json(200, {}));
    }),
  );
}

beforeAll(async () => {
  const limits = { tokenRequests: REQUESTS_PER_SECOND, tokenEvents: 100, tenantRequests: 0, tenantEvents: 0 };
  const app = createApp({
    routes: FAMILIES.map((family) =>
      testRoute({
        path: `/${family.name}`,
        family,
        takesEvents: true,
        handle: async (request) => handle(request),
      }),
    ),
    families: FAMILIES,
    verify,
    logger: recordingLogger().logger,
    now: () => NOW,
    guard: new Guard(new RateLimits(limits, () => nowMs), metrics, 3),
  });
  ({ server, url } = await listen((req, res) => {
    app(req, res);
  }));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => {
  nowMs += 3_600_000;
});

function get(path: string, token = tokenFor()): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
}

const BODIES: Readonly<Record<string, string>> = {
  machine:
    '{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"The rate limit is reached; try again later."}',
  devin: '{"detail":"Too Many Requests"}',
  metrics: '{"detail":"Too Many Requests"}',
  engagement:
    '{"success":false,"error":"Error, too many requests. Please slow down. You must wait 1 seconds before trying this endpoint again. [error-too-many-requests]"}',
  apps: '{"error":{"code":"rate_limited","message":"The rate limit is reached; try again later","details":{}}}',
};

test.each(FAMILIES)(
  '$name: beyond the rate 429 in its shape, with what is left and when to come back',
  async ({ name }) => {
    for (let sent = 0; sent < 5 * REQUESTS_PER_SECOND; sent += 1)
      expect((await get(`/${name}`)).status).toBe(200);
    const refused = await get(`/${name}`);
    expect([refused.status, await refused.text()]).toEqual([429, BODIES[name]]);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('ratelimit-policy')).toBe('"requests";q=10;w=5, "events";q=500;w=5');
    expect(refused.headers.get('ratelimit')).toBe('"requests";r=0;t=5, "events";r=500;t=0');
    const other = await get(`/${name}`, tokenFor({ subject: 'bob' }));
    expect([other.status, other.headers.get('ratelimit')]).toEqual([
      200,
      '"requests";r=9;t=1, "events";r=500;t=0',
    ]);
  },
);

test('a token is one, with and without its prefix', async () => {
  const token = tokenFor();
  for (let sent = 0; sent < 10; sent += 1) await get('/devin', sent % 2 === 0 ? token : `cog_${token}`);
  expect((await get('/devin', `cog_${token}`)).status).toBe(429);
});

test('events count when they are known, and who sent too many waits before sending more', async () => {
  expect((await get('/machine?events=1000')).status).toBe(200);
  const refused = await get('/machine');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6']);
});

test('who has no token or no permission meets no limit, and the limits say nothing to them', async () => {
  for (let sent = 0; sent < 30; sent += 1) expect((await get('/devin', 'x')).status).toBe(401);
  const forbidden = await get('/devin', tokenFor({ permissions: [] }));
  expect([forbidden.status, forbidden.headers.get('ratelimit')]).toEqual([403, null]);
});

test('more at once than can be worked on are refused at once, and later let in again', async () => {
  const running = [1, 2, 3].map((one) => get('/devin?wait', tokenFor({ subject: `s${one}` })));
  while (release.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const refused = await get('/devin', tokenFor({ subject: 'late' }));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  for (const end of release) end();
  release = [];
  expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await get('/devin', tokenFor({ subject: 'late' }))).status).toBe(200);
});

test.each(FAMILIES)('$name: a question that costs too much is told so, in its shape', async (family) => {
  for (const kind of ['timeout', 'memory', 'rows']) {
    const answer = await get(`/${family.name}?fail=${kind}`);
    expect([answer.status, await answer.text()]).toEqual([503, family.tooCostly(1).body]);
    expect(answer.headers.get('retry-after')).toBe('1');
  }
  expect(family.tooCostly(1).body).toMatch(/more time or memory than one may/);
});

test('each refusal is counted by its limit', async () => {
  const text = await metrics.metrics();
  for (const limit of ['requests', 'events', 'running']) {
    expect(text).toMatch(new RegExp(`headcount_requests_refused_total\\{limit="${limit}"\\} [1-9]`));
  }
});
