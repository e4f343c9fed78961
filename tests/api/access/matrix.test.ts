import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplePath, EXAMPLES_NOW, OPERATIONS, sendExamples } from '../../support/examples';
import { makeTempDir, mintToken, removeDir, startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { callsTo } from '../hostile/calls';
import type { Calls, Reply } from '../hostile/calls';
import type { Access, Condition } from './answers';
import { ANSWERS } from './answers';
import { CLIENT, credentials, KEY_SET, ORGANIZATION, TENANT } from './credentials';
import type { Credential, Holder } from './credentials';

const HOW_TO_ANSWER =
  'Each route needs a line in tests/api/access/answers.ts that says who may call it, and each line there a route.';
const ROUTES = Object.entries(ANSWERS);
const GUARDED = ROUTES.filter(([, access]) => access !== 'anyone');

/** What a caller without a valid token hears, by the family that the path belongs to. */
const UNAUTHENTICATED: readonly (readonly [prefix: string, body: string])[] = [
  [
    '/api/v1/',
    '{"success":false,"error":"You must be logged in to do this.","status":"error","message":"You must be logged in to do this."}',
  ],
  ['/v1/metrics/', '{"detail":"Not authenticated"}'],
  ['/v3/', '{"detail":"Not authenticated"}'],
  ['/v2/', '{"error":{"code":"unauthenticated","message":"Authentication required","details":{}}}'],
  [
    '/',
    '{"type":"about:blank","title":"Unauthorized","status":401,"detail":"A valid bearer token is required."}',
  ],
];

let service: InProcessService;
let calls: Calls;
let all: Credential[];
let keysDir: string;

beforeAll(async () => {
  keysDir = await makeTempDir();
  writeFileSync(join(keysDir, 'jwks.json'), KEY_SET);
  service = await startInProcess(() => EXAMPLES_NOW, { JWT_JWKS_FILE: join(keysDir, 'jwks.json') });
  calls = callsTo(service.url);
  all = await credentials(EXAMPLES_NOW);
  await sendExamples(service.url, mintToken({ tenant: TENANT }));
});
afterAll(async () => {
  calls.close();
  await service.stop();
  await removeDir(keysDir);
});

/** What is no request of these routes: whoever is let in hears so at once, and nobody waits for the work. */
const UNWORKABLE: Readonly<Record<string, string>> = {
  'DELETE /v1/users/:user_id': `/v1/users/${'x'.repeat(129)}`,
  'POST /v1/operator/reconcile': '/v1/operator/reconcile?check=perhaps',
};

/** Calls the route as its example in the API description does, or, where that would be much work, with what it refuses. */
function call(route: string, credential: Pick<Credential, 'headers' | 'query'>): Promise<Reply> {
  const [method = '', pattern = ''] = route.split(' ');
  const described = pattern.replaceAll(/:(\w+)/g, '{$1}');
  const operation = OPERATIONS.find((one) => one.method.toUpperCase() === method && one.path === described);
  if (!operation) throw new Error(`${route} is not in the API description`);
  const body = method === 'PUT' ? {} : operation.example.body;
  const address = UNWORKABLE[route] ?? examplePath(operation.path, operation.example);
  const query = [
    ...(pattern.startsWith('/v1/metrics/') ? [`org_ids=${ORGANIZATION}`] : []),
    ...(credential.query === undefined ? [] : [credential.query]),
  ];
  return calls.send({
    method,
    path: query.length === 0 ? address : `${address}${address.includes('?') ? '&' : '?'}${query.join('&')}`,
    headers: {
      authorization: '',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...credential.headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What contract 3 says: 401, 403, or whatever the route answers to those it lets in. */
function expected(access: Access, holder: Holder | null): 401 | 403 | 'open' {
  if (access === 'anyone') return 'open';
  if (holder === null) return 401;
  const isOpen = Object.entries(access).some(
    ([permission, condition]) => holder.permissions.includes(permission) && meets(condition, holder),
  );
  return isOpen ? 'open' : 403;
}

function meets(condition: Condition, { orgs, clients }: Holder): boolean {
  const names = (list: readonly string[] | undefined, id: string): boolean =>
    list !== undefined && (list.includes('*') || list.some((one) => one.toLowerCase() === id));
  if (condition === 'with its organization') return names(orgs, ORGANIZATION);
  if (condition === 'with its client') return names(clients, CLIENT);
  return condition === 'alone' || clients === undefined || names(clients, CLIENT);
}

test('every route has an answer in the matrix', () => {
  const routes = service.endpoints.map(({ method, path }) => `${method} ${path}`).sort();
  expect({ how: HOW_TO_ANSWER, routes }).toEqual({ how: HOW_TO_ANSWER, routes: Object.keys(ANSWERS).sort() });
});

test('a route is guarded exactly where the matrix says so', () => {
  const guarded = service.endpoints
    .filter((one) => 'allows' in one)
    .map((one) => `${one.method} ${one.path}`);
  expect(guarded.sort()).toEqual(GUARDED.map(([route]) => route).sort());
});

test.each(ROUTES)('%s lets in whom it should, and nobody else', async (route, access) => {
  const takesPair = route.includes(' /api/v1/');
  const wrong: string[] = [];
  const check = async (credential: Credential): Promise<void> => {
    const { name, holder, holderByPair = holder } = credential;
    const { status, headers, text } = await call(route, credential);
    const want = expected(access, takesPair ? holderByPair : holder);
    const isRight = want === 'open' ? status < 500 && ![401, 403, 405].includes(status) : status === want;
    if (!isRight) wrong.push(`${name}: ${status} instead of ${want}`);
    if (status !== 401) return;
    const path = route.split(' ')[1] ?? '';
    const body = UNAUTHENTICATED.find(([prefix]) => path.startsWith(prefix))?.[1];
    if (text !== body || headers['www-authenticate'] !== 'Bearer')
      wrong.push(`${name}: another 401: ${text}`);
  };
  await Promise.all(all.map(check));
  expect(wrong).toEqual([]);
  expect(all.length).toBeGreaterThan(70);
});

test('HEAD is guarded as GET is', async () => {
  for (const [route] of GUARDED.filter(([one]) => one.startsWith('GET '))) {
    const path = (route.split(' ')[1] ?? '').replaceAll(/:(\w+)/g, CLIENT);
    const head = async (authorization: string): Promise<number> =>
      (await calls.send({ method: 'HEAD', path, headers: { authorization } })).status;
    const poor = `Bearer ${mintToken({ tenant: TENANT, permissions: [] })}`;
    expect([route, await head(''), await head(poor)]).toEqual([route, 401, 403]);
  }
});

test('nothing of one tenant shows to another, whatever its token permits', async () => {
  const stranger = { headers: { authorization: `Bearer ${mintToken({ tenant: 'stranger' })}` } };
  const OWN = /devin-5f1c0a|james\.wilson|Engineering|Figma|bug_fixing|u1a2b3c4/;
  const shown: string[] = [];
  for (const [route] of GUARDED.filter(([one]) => one.startsWith('GET '))) {
    const { text, status } = await call(route, stranger);
    const repeated = route.includes('/v2/') && status >= 400;
    if (!repeated && OWN.test(text)) shown.push(`${route}: ${text.slice(0, 300)}`);
  }
  expect(shown).toEqual([]);
});
