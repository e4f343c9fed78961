import request from 'supertest';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSessions } from '../../support/stored-facts';
import { get, METRICS, NAMES } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', org: 'org-a', at: '1970-01-01T00:00:00.000Z' },
    { user: 'bob', org: 'org-b', at: '1970-01-01T00:00:00.000Z' },
    { user: 'eve', org: 'org-a', at: '1970-01-01T00:00:00.000Z', tenant: 'other' },
  ]);
});
afterAll(() => service.stop());

const RANGE = 'time_after=0&time_before=1';
const orgMetrics = (orgs: readonly string[] | null): object => ({ permissions: ['ViewOrgMetrics'], orgs });

describe.each(NAMES)('%s', (name) => {
  const path = `${METRICS}/${name}`;

  test('without a valid token answers 401 before anything else', async () => {
    const answer = await request(service.app).get(path);
    expect([answer.status, answer.text]).toEqual([401, '{"detail":"Not authenticated"}']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test('without a permission answers 403, also where the parameters are wrong', async () => {
    const answer = await get(service, path, { permissions: ['operate'] });
    expect([answer.status, answer.text]).toEqual([403, '{"detail":"Forbidden"}']);
  });

  test('opens every organization to ViewAccountMetrics, whatever `orgs` says', async () => {
    const claims = { permissions: ['ViewAccountMetrics'], orgs: null };
    expect((await get(service, `${path}?${RANGE}`, claims)).status).toBe(200);
    expect((await get(service, `${path}?${RANGE}&org_ids=org-b`, claims)).status).toBe(200);
  });

  test.each([
    ['org_ids=org-a', ['org-a', 'org-b'], 200],
    ['org_ids=org-a,org-b', ['org-a', 'org-b'], 200],
    ['org_ids=org-a&org_ids=org-b', ['org-a', 'org-b'], 200],
    ['org_ids=org-a&org_ids=org-c', ['org-a', 'org-b'], 403],
    ['org_ids=org-a,org-c', ['org-a', 'org-b'], 403],
    ['org_ids=org-a', ['org-b'], 403],
    ['org_ids=org-a', null, 403],
    ['org_ids=', ['org-a'], 403],
    ['org_ids=org-a,', ['org-a'], 403],
    ['', ['org-a'], 403],
    ['', ['*'], 403],
    ['org_ids=org-c', ['*'], 200],
  ])('opens ?%s to ViewOrgMetrics with orgs %j: %d', async (query, orgs, status) => {
    expect((await get(service, `${path}?${RANGE}&${query}`, orgMetrics(orgs))).status).toBe(status);
  });

  test('a forbidden organization is 403 before wrong parameters are 422', async () => {
    expect((await get(service, `${path}?org_ids=org-c`, orgMetrics(['org-a']))).status).toBe(403);
    expect((await get(service, `${path}?org_ids=org-a`, orgMetrics(['org-a']))).status).toBe(422);
  });

  test('takes GET alone', async () => {
    const answer = await request(service.app).post(path);
    expect([answer.status, answer.text]).toEqual([405, '{"detail":"Method Not Allowed"}']);
  });
});

test('shows an organization nothing of another one, and a tenant nothing of another one', async () => {
  const usersOf = async (query: string, claims: object): Promise<unknown> => {
    const answer = await get(service, `${METRICS}/users?${RANGE}${query}`, claims);
    return (answer.body as { data: { user_id: string }[] }).data.map(({ user_id }) => user_id);
  };
  expect(await usersOf('', {})).toEqual(['ann', 'bob']);
  expect(await usersOf('&org_ids=org-a', orgMetrics(['org-a']))).toEqual(['ann']);
  expect(await usersOf('', { tenant: 'other' })).toEqual(['eve']);
});

test.each(['/v1/metrics', '/v1/metrics/dau'])('%s is not there, in the shape of the family', async (path) => {
  const answer = await get(service, path);
  expect([answer.status, answer.text]).toEqual([404, '{"detail":"Not Found"}']);
});
