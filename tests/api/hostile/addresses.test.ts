import { makeTempDir, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { callsTo, encoded } from './calls';
import type { Calls, Reply } from './calls';
import { expectClearAnswer } from './clear-answers';
import { HOSTILE_TEXTS } from './hostile-texts';
import { productRoutes } from './product-routes';
import type { ProductRoute } from './product-routes';

const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
const APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';
const GOOD_IDS: Readonly<Record<string, string>> = {
  ...{ client_id: CLIENT, app_id: APP, department_id: APP, user_id: 'ann', org_id: 'org-a' },
};

/** Every query parameter of each family, with a value that is taken. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  machine: { format: 'json' },
  devin: {
    ...{ time_before: '1773000000', time_after: '1772000000', org_ids: 'org-a', min_sessions: '1' },
    ...{ min_searches: '2', user_ids: 'ann', playbook_id: 'p', format: 'json' },
  },
  metrics: {
    ...{ time_before: '1773000000', time_after: '1772000000', org_ids: 'org-a', min_sessions: '1' },
    ...{ min_searches: '2', compare_before: '1772000000', compare_after: '1771000000', timezone: 'UTC' },
    ...{ bucket: 'day', mode: 'on', by: 'organization', sort_by: 'sessions', sort_order: 'asc' },
    ...{ page_size: '10', cursor: 'x', format: 'json' },
  },
  engagement: { start: '2026-03-01T00:00:00.000Z', end: '2026-03-31T00:00:00.000Z', format: 'json' },
  apps: {
    ...{ granularity: 'daily', start_date: '2026-03-01', end_date: '2026-03-31', metric: 'active-time' },
    ...{ compare_start_date: '2026-02-01', compare_end_date: '2026-02-28', department_ids: APP },
    ...{ department_id: APP, sort_by: 'avg_time', sort_order: 'asc', page_size: '10', cursor: 'x' },
    ...{ q: 'a', is_approved: 'true', is_favorite: 'false', format: 'json' },
  },
};
/** Left out unless they are what a call is about: they exclude others, or cannot be right. */
const ALONE = ['department_id', 'cursor', 'format'];

let service: ServiceProcess;
let calls: Calls;
let routes: readonly ProductRoute[];
let nextText = 0;

/** Another text for each use, so that all are used over the routes. */
function anyText(): string {
  return HOSTILE_TEXTS[nextText++ % HOSTILE_TEXTS.length] ?? '';
}

beforeAll(async () => {
  routes = await productRoutes();
  service = await startProcess({ dataDir: await makeTempDir() });
  calls = callsTo(service.url);
  const usage = { type: 'app_usage', user_id: 'ann', client_id: CLIENT, app_id: APP, platform: 'web' };
  const at = '2026-03-02T10:00:00Z';
  await calls.postNdjson('/v1/directory', [
    { kind: 'client', client_id: CLIENT, name: 'A', timezone: 'UTC' },
  ]);
  const posted = await calls.postNdjson('/v1/events', [
    { ...usage, id: 'a', activity_date: '2026-03-02', active_ms: 1000 },
    { type: 'session', id: 's', user_id: 'ann', org_id: 'org-a', created_at: at, playbook_id: 'p' },
  ]);
  expect(posted.status).toBe(200);
});
afterAll(async () => {
  expect((await calls.get('/readyz')).status).toBe(200);
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

function pathOf(
  { path }: ProductRoute,
  ids: (name: string) => string = (name) => GOOD_IDS[name] ?? '',
): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encoded(ids(name)));
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encoded(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function usual(family: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PARAMETERS[family] ?? {}).filter(([name]) => !ALONE.includes(name)),
  );
}

async function call(route: ProductRoute, address: string): Promise<Reply> {
  const body = route.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' };
  const reply = await calls.send({ method: route.method, path: address, ...body });
  try {
    expectClearAnswer(route.family, reply);
  } catch (error) {
    throw new Error(`${route.method} ${address.slice(0, 2000)}: ${String(error)}`, { cause: error });
  }
  return reply;
}

/** Nothing may be deleted by a hostile address that happens to be right; those routes get hostile ids only. */
const reading = (): readonly ProductRoute[] => routes.filter(({ method }) => method === 'GET');

test('the good values are good: every route that reads answers them', async () => {
  expect(reading().length).toBeGreaterThan(15);
  for (const route of reading()) {
    const reply = await call(route, pathOf(route) + queryOf(usual(route.family)));
    const isUnregistered = /departments|\/v1\/clients\/:client_id\/(apps|users)/.test(route.path);
    if (!isUnregistered)
      expect([route.path, reply.status, reply.text]).toEqual([route.path, 200, reply.text]);
  }
});

test('any text as any one query parameter is used as it is or refused clearly', async () => {
  const work = reading().flatMap((route) =>
    Object.keys(PARAMETERS[route.family] ?? {}).flatMap((name) =>
      Array.from({ length: 4 }, () => ({ ...usual(route.family), [name]: anyText() })).map((parameters) =>
        call(route, pathOf(route) + queryOf(parameters)),
      ),
    ),
  );
  await Promise.all(work);
});

test('any texts as all query parameters at once, repeated, and as names of parameters, are refused clearly', async () => {
  for (const route of reading()) {
    const names = Object.keys(PARAMETERS[route.family] ?? {});
    for (let round = 0; round < 8; round += 1) {
      const all = [...names, ...names].map((name) => `${name}=${encoded(anyText())}`);
      const strange = Array.from({ length: 5 }, () => `${encoded(anyText())}=${encoded(anyText())}`);
      await call(route, `${pathOf(route)}?${[...all, ...strange].join('&')}`);
    }
  }
});

test('any text as any path parameter leads somewhere or nowhere, clearly', async () => {
  const work = routes.flatMap((route) =>
    [...route.path.matchAll(/:(\w+)/g)].flatMap(([, parameter]) =>
      Array.from({ length: 20 }, () => anyText()).map((text) =>
        call(
          route,
          pathOf(route, (name) => (name === parameter ? text : (GOOD_IDS[name] ?? ''))),
        ),
      ),
    ),
  );
  await Promise.all(work);
});

test('broken escapes and bytes that are not UTF-8 in an address are refused clearly', async () => {
  for (const broken of ['%', '%zz', '%ff', '%c3', '%ed%a0%80', '%c0%af', '%f4%90%80%80', '%00%ff']) {
    for (const route of routes) {
      const name = /:(\w+)/.exec(route.path)?.[1];
      if (name !== undefined) {
        const reply = await call(route, pathOf({ ...route, path: route.path.replace(`:${name}`, broken) }));
        expect([broken, route.path, reply.status]).toEqual([broken, route.path, 404]);
      }
      if (route.method !== 'GET') continue;
      const query = Object.keys(PARAMETERS[route.family] ?? {}).map((parameter) => `${parameter}=${broken}`);
      await call(route, `${pathOf(route)}?${query.join('&')}`);
    }
  }
});

test('a path that no route has answers 404 in the shape of its prefix, whatever follows', async () => {
  const prefixes = {
    '/v1/': 'machine',
    '/v2/': 'apps',
    '/v3/': 'devin',
    '/api/v1/': 'engagement',
    '/': 'machine',
  };
  for (const [prefix, family] of Object.entries(prefixes)) {
    for (let round = 0; round < 40; round += 1) {
      const text = anyText();
      const path = `${prefix}nothing-${encoded(text)}`;
      expect([path, (await call({ method: 'GET', path, family }, path)).status]).toEqual([path, 404]);
    }
  }
});

test('an address that is far too long is refused', async () => {
  for (const route of reading()) {
    const reply = await calls.get(`${pathOf(route)}?q=${'x'.repeat(100_000)}`);
    expect([route.path, reply.status]).toEqual([route.path, 431]);
  }
});
