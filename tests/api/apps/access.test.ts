import { randomUUID } from 'node:crypto';
import { insertClients, insertUsage } from './facts';
import { APP, CLIENT, FEBRUARY, get, refused, startService, token, type Service } from './support';

const PATH = `/apps/${APP}/utilization/users`;
const OTHER_CLIENT = randomUUID();

let service: Service;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store, [CLIENT, OTHER_CLIENT]);
  await insertUsage(service.store, [
    { user: 'u1', date: '2026-02-01', ms: 1 },
    { user: 'u2', date: '2026-02-01', ms: 1 },
  ]);
});
afterAll(() => service.close());

describe('401, 403 and 404', () => {
  it('asks who before anything else', async () => {
    const answer = await get(service, PATH, {}, 'nonsense');
    expect([answer.status, answer.body]).toEqual([
      401,
      refused('unauthenticated', 'Authentication required'),
    ]);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('asks whether they may before it looks at parameters, and tells nobody which clients exist', async () => {
    const forbidden = [403, refused('forbidden', 'Insufficient permissions for this client')];
    const tokens = [
      token({ clients: [] }),
      token({ clients: [OTHER_CLIENT] }),
      token({ permissions: ['view-engagement-dashboard'] }),
    ];
    for (const bearer of tokens) {
      const answer = await get(service, PATH, {}, bearer);
      expect([answer.status, answer.body]).toEqual(forbidden);
    }
    const unknown = await get(service, PATH, FEBRUARY, token({ clients: [CLIENT] }), randomUUID());
    expect([unknown.status, unknown.body]).toEqual(forbidden);
  });

  it.each([
    ['a client the tenant does not know', PATH, randomUUID(), 'acme'],
    ['a client of another tenant', PATH, CLIENT, 'other'],
    ['a client id that is no UUID', PATH, 'u1a2b3c4', 'acme'],
    ['an unknown app', `/apps/${randomUUID()}/utilization/users`, CLIENT, 'acme'],
    ['an app of another client', PATH, OTHER_CLIENT, 'acme'],
    ['an app id that is no UUID', '/apps/f1a2/utilization/users', CLIENT, 'acme'],
  ])('does not find %s', async (_, path, client, tenant) => {
    const answer = await get(service, path, FEBRUARY, token({ tenant }), client);
    expect([answer.status, answer.body]).toEqual([404, refused('not_found', 'App or client not found')]);
    const wrong = await get(service, path, {}, token({ tenant }), client);
    expect(wrong.status).toBe(400);
  });

  it('answers unknown paths and other methods in the same envelope', async () => {
    const answer = await get(service, '/nothing', FEBRUARY);
    expect([answer.status, answer.body]).toEqual([404, refused('not_found', 'Not found')]);
  });
});
