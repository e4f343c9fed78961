import request from 'supertest';
import { devinFamily } from '../../../services/query/devin/family';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { mintToken, type TestTokenClaims } from '../../support/tokens';
import { ENTERPRISE, organization } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const QUERY = 'time_after=0&time_before=1';
const NAMES = ['dau', 'wau', 'mau', 'active-users', 'usage', 'sessions', 'searches', 'prs'];

async function status(path: string, claims: Omit<TestTokenClaims, 'tenant'>): Promise<number> {
  const token = mintToken({ tenant: 'acme', ...claims });
  const answer = await request(service.app).get(`${path}?${QUERY}`).set('Authorization', `Bearer ${token}`);
  return answer.status;
}

describe.each(NAMES)('%s', (name) => {
  const enterprise = `${ENTERPRISE}/${name}`;
  const ofOrgA = `${organization('org-a')}/${name}`;

  test('without a valid token answers 401 before anything else', async () => {
    for (const path of [enterprise, ofOrgA]) {
      const answer = await request(service.app).get(path);
      expect([answer.status, answer.text]).toEqual([401, '{"detail":"Not authenticated"}']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.headers['content-type']).toBe('application/json');
    }
  });

  test('without the permission answers 403, also where the parameters are wrong', async () => {
    const token = mintToken({ tenant: 'acme', permissions: ['operate'] });
    const answer = await request(service.app).get(enterprise).set('Authorization', `Bearer ${token}`);
    expect([answer.status, answer.text]).toEqual([403, '{"detail":"Forbidden"}']);
  });

  test('opens the enterprise and every organization to ViewAccountMetrics, whatever `orgs` says', async () => {
    const claims = { permissions: ['ViewAccountMetrics'], orgs: null };
    expect(await status(enterprise, claims)).toBe(200);
    expect(await status(ofOrgA, claims)).toBe(200);
  });

  test('opens to ViewOrgMetrics the organizations in `orgs` and nothing else', async () => {
    const permissions = ['ViewOrgMetrics'];
    expect(await status(ofOrgA, { permissions, orgs: ['org-b', 'org-a'] })).toBe(200);
    expect(await status(ofOrgA, { permissions, orgs: ['*'] })).toBe(200);
    expect(await status(ofOrgA, { permissions, orgs: ['org-b'] })).toBe(403);
    expect(await status(ofOrgA, { permissions, orgs: null })).toBe(403);
    expect(await status(enterprise, { permissions, orgs: ['*'] })).toBe(403);
  });

  test('takes a credential with the prefix cog_', async () => {
    const token = `cog_${mintToken({ tenant: 'acme' })}`;
    const answer = await request(service.app)
      .get(`${enterprise}?${QUERY}`)
      .set('Authorization', `Bearer ${token}`);
    expect(answer.status).toBe(200);
  });

  test('takes GET alone', async () => {
    const answer = await request(service.app).post(enterprise);
    expect([answer.status, answer.text]).toEqual([405, '{"detail":"Method Not Allowed"}']);
    expect(answer.headers.allow).toContain('GET');
  });
});

test('categories, and usage below the enterprise, are open to ViewAccountMetrics alone', async () => {
  const [all, one] = [
    `${ENTERPRISE}/sessions-by-category`,
    '/v3/enterprise/organizations/org-a/metrics/usage',
  ];
  for (const path of [all, one]) {
    expect(await status(path, { permissions: ['ViewAccountMetrics'], orgs: null })).toBe(200);
    expect(await status(path, { permissions: ['ViewOrgMetrics'], orgs: ['*'] })).toBe(403);
    expect((await request(service.app).get(path)).status).toBe(401);
  }
});

test.each([
  '/v3',
  '/v3/enterprise/metrics/qau',
  '/v3/organizations/org-a/dau',
  '/v3/organizations/org-a/metrics/sessions-by-category',
  '/v3/enterprise/organizations/org-a/metrics/dau',
])('an unknown path below /v3 answers 404 in the shape of the family: %s', async (path) => {
  const answer = await request(service.app).get(path);
  expect([answer.status, answer.text]).toEqual([404, '{"detail":"Not Found"}']);
});

test('an answer names its tag, and 304 says that nothing changed', async () => {
  const path = `${ENTERPRISE}/dau?${QUERY}`;
  const authorization = `Bearer ${mintToken({ tenant: 'acme' })}`;
  const first = await request(service.app).get(path).set('Authorization', authorization);
  const tag = first.headers.etag ?? '';
  expect(tag).not.toBe('');
  const again = await request(service.app)
    .get(path)
    .set({ Authorization: authorization, 'If-None-Match': tag });
  expect([again.status, again.text]).toEqual([304, '']);
});

test('trouble inside answers in the shape of the family', () => {
  expect(devinFamily.internalError()).toMatchObject({
    status: 500,
    body: '{"detail":"Internal Server Error"}',
  });
  expect(devinFamily.unavailable(7)).toEqual({
    status: 503,
    body: '{"detail":"Service Unavailable"}',
    headers: { 'Retry-After': '7' },
  });
});
