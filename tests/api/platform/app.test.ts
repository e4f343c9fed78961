import request from 'supertest';
import { StoreError } from '../../../clickhouse/errors';
import { json } from '../../../services/platform/http/answer';
import type { Route } from '../../../services/platform/http/route';
import { createApp } from '../../../services/platform/http/server';
import { NOW, dashboardFamily, recordingLogger, testRoute, tokenFor, verify } from './test-app';

const REQUEST_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

function appWith(routes: readonly Route[], options: { starting?: boolean } = {}) {
  const { logger, lines } = recordingLogger();
  const app = createApp({ routes, families: [dashboardFamily], verify, logger, now: () => NOW, ...options });
  return { app, lines };
}

const bearer = `Bearer ${tokenFor()}`;
const answers42 = testRoute({ handle: () => Promise.resolve(json(200, { answer: 42 })) });

describe('the order of checks', () => {
  const handle = jest.fn(() => Promise.resolve(json(422, { detail: 'parameters' })));
  const { app } = appWith([testRoute({ handle })]);
  beforeEach(() => handle.mockClear());

  it('asks who first', async () => {
    const answer = await request(app).get('/things?bad=1');
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'A valid bearer token is required.',
    });
    expect(handle).not.toHaveBeenCalled();
  });

  it('then whether they may', async () => {
    const token = tokenFor({ permissions: ['ingest-events'] });
    const answer = await request(app).get('/things?bad=1').set('Authorization', `Bearer ${token}`);
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'The token does not permit this.',
    });
    expect(handle).not.toHaveBeenCalled();
  });

  it('then the handler', async () => {
    const answer = await request(app).get('/things').set('Authorization', bearer);
    expect(answer.status).toBe(422);
    expect(handle).toHaveBeenCalledTimes(1);
  });
});

describe('credentials', () => {
  const handle = () => Promise.resolve(json(200, {}));
  const { app } = appWith([
    testRoute({ handle }),
    testRoute({ handle, path: '/dashboard/things', family: dashboardFamily }),
  ]);

  it.each(['bearer', 'BEARER', 'Bearer'])('take the scheme %s in any case', async (scheme) => {
    await request(app).get('/things').set('Authorization', `${scheme} ${tokenFor()}`).expect(200);
  });

  it.each(['', 'Bearer', 'Bearer ', `Basic ${tokenFor()}`, tokenFor(), `Bearer ${tokenFor()} x`])(
    'refuse anything else: case %#',
    async (authorization) => {
      await request(app).get('/things').set('Authorization', authorization).expect(401);
    },
  );

  it('take the prefix cog_ in both places', async () => {
    await request(app).get('/things').set('Authorization', `Bearer cog_${tokenFor()}`).expect(200);
    const pair = { 'X-Auth-Token': `cog_${tokenFor()}`, 'X-User-Id': 'ann' };
    await request(app).get('/dashboard/things').set(pair).expect(200);
  });

  it('take the pair only where the family does', async () => {
    const pair = { 'X-Auth-Token': tokenFor(), 'X-User-Id': 'ann' };
    await request(app).get('/dashboard/things').set(pair).expect(200);
    await request(app).get('/things').set(pair).expect(401);
    await request(app).get('/dashboard/things').set('Authorization', bearer).expect(200);
  });

  it.each([
    ['only the token', { 'X-Auth-Token': tokenFor() }],
    ['only the user id', { 'X-User-Id': 'ann' }],
    ['an empty token', { 'X-Auth-Token': '', 'X-User-Id': 'ann' }],
    ['an empty user id', { 'X-Auth-Token': tokenFor(), 'X-User-Id': '' }],
    ['both empty', { 'X-Auth-Token': '', 'X-User-Id': '' }],
    ['another user', { 'X-Auth-Token': tokenFor(), 'X-User-Id': 'bob' }],
    ['an invalid token', { 'X-Auth-Token': 'x', 'X-User-Id': 'ann' }],
  ])('let the pair decide against a good bearer token: %s', async (_case, pair) => {
    const answer = await request(app)
      .get('/dashboard/things')
      .set({ ...pair, Authorization: bearer });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ dashboard: 'who' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });
});

describe('an answer', () => {
  const { app, lines } = appWith([answers42]);

  it('has an exact content type and length and no trace of the framework', async () => {
    const answer = await request(app).get('/things').set('Authorization', bearer);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers['content-length']).toBe('13');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.text).toBe('{"answer":42}');
  });

  it('is 304 without a body where the caller has it already', async () => {
    const first = await request(app).get('/things').set('Authorization', bearer);
    const tag = first.headers.etag ?? '';
    expect(tag).toMatch(/^"[\w-]{20,}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await request(app).get('/things').set({ Authorization: bearer, 'If-None-Match': known });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', tag]);
      expect(again.headers['x-request-id']).toBeDefined();
    }
    await request(app).get('/things').set({ Authorization: bearer, 'If-None-Match': '"other"' }).expect(200);
  });

  it('is never 304 to someone without a token', async () => {
    await request(app).get('/things').set('If-None-Match', '*').expect(401);
  });

  it('to HEAD is that to GET without the body', async () => {
    const answer = await request(app).head('/things').set('Authorization', bearer);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('13');
    expect(answer.headers.etag).toBeDefined();
    expect(answer.text).toBeUndefined();
  });

  it.each([
    '0B16D4F4-02A5-4D52-B3F4-8F5C1F6C2F6B',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '1-67891233-abcdef012345678912345678',
  ])('carries the request id of the caller where a machine made it: %s', async (sent) => {
    const answer = await request(app).get('/nowhere').set('X-Request-Id', sent);
    expect(answer.headers['x-request-id']).toBe(sent);
  });

  it.each(['', 'a b', 'ä', '"', 'f'.repeat(129), 'ada.lovelace', '0049-170-1234567890', 'ada@example.com'])(
    'carries an own request id else: case %#',
    async (sent) => {
      const answer = await request(app)
        .get('/things')
        .set('X-Request-Id', Buffer.from(sent).toString('latin1'));
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );

  it('is logged with the route and without what the caller sent', async () => {
    lines.length = 0;
    const logged = new Promise((resolve) => setImmediate(resolve));
    await request(app)
      .get('/things?user_ids=secret-user')
      .set('Authorization', bearer)
      .set('X-Request-Id', REQUEST_ID);
    await logged;
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 'info',
      message: 'request',
      method: 'GET',
      route: '/things',
      status: 200,
      bytes: 13,
      request_id: REQUEST_ID,
    });
    expect(JSON.stringify(lines)).not.toMatch(/secret-user|eyJ/);
  });
});

describe('a path', () => {
  const echo = testRoute({
    path: '/dashboard/users/:user_id',
    family: dashboardFamily,
    handle: ({ path, query }) => Promise.resolve(json(200, { path, query: [...query] })),
  });
  const { app } = appWith([answers42, echo]);

  it('that leads nowhere is 404 in its family, without a token', async () => {
    const answer = await request(app).get('/dashboard/nothing');
    expect([answer.status, answer.body]).toEqual([404, { dashboard: 'not found' }]);
    expect(answer.headers.pragma).toBe('no-cache');
    expect(answer.headers['x-request-id']).toBeDefined();
  });

  it.each(['/nothing', '/dashboardx', '/Things', '/things/', '//things'])(
    'that leads nowhere is a problem document else: %s',
    async (path) => {
      const answer = await request(app).get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
    },
  );

  it('with another method is 405 with Allow', async () => {
    const answer = await request(app).post('/dashboard/users/1');
    expect([answer.status, answer.body]).toEqual([405, { dashboard: 'method' }]);
    expect(answer.headers.allow).toBe('GET, HEAD');
    await request(app).options('/things').expect(405).expect('Allow', 'GET, HEAD');
  });

  it.each(['%zz', '%', '%ff', '%c3%28'])('with broken percent-encoding is 404: %s', async (broken) => {
    const answer = await request(app).get(`/dashboard/users/${broken}`).set('Authorization', bearer);
    expect([answer.status, answer.body]).toEqual([404, { dashboard: 'not found' }]);
  });

  it('gives its parameters decoded, and the query with its repeats in order', async () => {
    const answer = await request(app)
      .get('/dashboard/users/a%2Fb%20%C3%A4?x=1&y=%zz&x=2&x')
      .set('Authorization', bearer);
    expect(answer.body).toEqual({
      path: { user_id: 'a/b ä' },
      query: [
        ['x', '1'],
        ['y', '%zz'],
        ['x', '2'],
        ['x', ''],
      ],
    });
  });
});

describe('a failure', () => {
  const failing = (error: Error) =>
    appWith([testRoute({ handle: () => Promise.reject(error), family: dashboardFamily })]);

  it.each(['busy', 'unavailable', 'locked', 'closed'] as const)(
    'of the store that passes (%s) is 503 with Retry-After',
    async (kind) => {
      const answer = await request(failing(new StoreError(kind)).app)
        .get('/things')
        .set('Authorization', bearer);
      expect([answer.status, answer.body]).toEqual([503, { dashboard: 'later' }]);
      expect(answer.headers['retry-after']).toBe('1');
    },
  );

  it.each([new Error('SELECT secret'), new StoreError('invalid', { cause: new Error('SELECT secret') })])(
    'of any other kind is 500 and tells nothing',
    async (error) => {
      const { app, lines } = failing(error);
      const answer = await request(app)
        .get('/things')
        .set('Authorization', bearer)
        .set('X-Request-Id', REQUEST_ID);
      expect([answer.status, answer.body]).toEqual([500, { dashboard: 'internal' }]);
      expect(answer.text).not.toContain('secret');
      expect(lines).toContainEqual(expect.objectContaining({ level: 'error', request_id: REQUEST_ID }));
      expect(JSON.stringify(lines)).not.toContain('secret');
    },
  );

  it('in the permission check is 500, not a way in', async () => {
    const route = testRoute({
      allows: () => {
        throw new Error('broken');
      },
      handle: () => Promise.resolve(json(200, {})),
    });
    await request(appWith([route]).app)
      .get('/things')
      .set('Authorization', bearer)
      .expect(500);
  });
});

it('answers 503 for every path while the service starts', async () => {
  const answer = await request(appWith([], { starting: true }).app).get('/dashboard/users/1');
  expect([answer.status, answer.body, answer.headers['retry-after']]).toEqual([
    503,
    { dashboard: 'later' },
    '5',
  ]);
});

it('refuses two endpoints of one method and path at start', () => {
  expect(() => appWith([answers42, answers42])).toThrow('two endpoints for GET /things');
});
