import request from 'supertest';
import { engagementFamily } from '../../../services/query/engagement/family';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { mintToken } from '../../support/tokens';
import { BASE, get, NAMES, span } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const QUERY = span('2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z');
const UNAUTHENTICATED =
  '{"success":false,"error":"You must be logged in to do this.","status":"error","message":"You must be logged in to do this."}';
const FORBIDDEN =
  '{"success":false,"error":"User does not have the permissions required for this action [error-unauthorized]"}';

describe.each(NAMES)('%s', (name) => {
  const path = `${BASE}/${name}?${QUERY}`;
  const token = mintToken({ tenant: 'acme', sub: 'ann' });

  test.each([
    ['no headers', {}],
    ['a token without a user id', { 'X-Auth-Token': token }],
    ['a user id without a token', { 'X-User-Id': 'ann' }],
    ['a token with an empty user id', { 'X-Auth-Token': token, 'X-User-Id': '' }],
    ["a token with another's user id", { 'X-Auth-Token': token, 'X-User-Id': 'bob' }],
    ['a wrong token', { 'X-Auth-Token': `${token}x`, 'X-User-Id': 'ann' }],
    ['half a pair beside a good bearer token', { Authorization: `Bearer ${token}`, 'X-User-Id': 'ann' }],
  ])('answers 401 with all four keys to %s', async (_case, headers) => {
    const answer = await request(service.app).get(path).set(headers);
    expect([answer.status, answer.text]).toEqual([401, UNAUTHENTICATED]);
  });

  test.each([
    ['the pair of headers', { 'X-Auth-Token': token, 'X-User-Id': 'ann' }],
    ['the pair in lower case', { 'x-auth-token': token, 'x-user-id': 'ann' }],
    ['a bearer token', { Authorization: `Bearer ${token}` }],
  ])('takes %s', async (_case, headers) => {
    expect((await request(service.app).get(path).set(headers)).status).toBe(200);
  });

  test('answers 403 without the permission, before it looks at the dates', async () => {
    const poor = mintToken({ tenant: 'acme', permissions: ['ViewAccountMetrics'] });
    for (const query of [QUERY, 'start=bad']) {
      const answer = await request(service.app)
        .get(`${BASE}/${name}?${query}`)
        .set('Authorization', `Bearer ${poor}`);
      expect([answer.status, answer.text]).toEqual([403, FORBIDDEN]);
    }
  });

  test('every answer is plain JSON that nobody keeps', async () => {
    for (const answer of [
      await get(service, name, QUERY),
      await get(service, name, 'start=bad'),
      await request(service.app).get(path),
    ]) {
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers.pragma).toBe('no-cache');
    }
  });

  test('takes GET alone', async () => {
    const answer = await request(service.app).post(`${BASE}/${name}`);
    expect([answer.status, answer.text]).toEqual([405, '{"success":false,"error":"Method not allowed"}']);
    expect(answer.headers.allow).toContain('GET');
  });
});

test.each([BASE, `${BASE}/users`, '/api/v1/nothing'])(
  'an unknown path answers 404 in shape: %s',
  async (path) => {
    const answer = await request(service.app).get(path);
    expect([answer.status, answer.text]).toEqual([404, '{"success":false,"error":"Resource not found"}']);
  },
);

test('trouble inside answers in the shape of the family', () => {
  expect(engagementFamily.internalError()).toMatchObject({
    status: 500,
    body: '{"success":false,"error":"Internal server error"}',
  });
  expect(engagementFamily.unavailable(7)).toEqual({
    status: 503,
    body: '{"success":false,"error":"Service unavailable"}',
    headers: { 'Retry-After': '7' },
  });
});
