import { startIngest } from '../ingest/support/ingest-under-test';
import type { IngestUnderTest } from '../ingest/support/ingest-under-test';
import { APP, CLIENT, eventsOf, OTHER_APP } from './support';

const DAY_MS = 24 * 3_600_000;
let nowMs = Date.parse('2026-03-10T12:00:00.000Z');
let service: IngestUnderTest;

beforeAll(async () => {
  service = await startIngest({ now: () => new Date(nowMs) });
});
afterAll(() => service.stop());

let tenants = 0;
let tenant = '';
beforeEach(async () => {
  tenant = `tenant-${(tenants += 1)}`;
  await put(`/v1/clients/${CLIENT}`, { name: 'C', timezone: 'UTC' });
});

const put = (path: string, body: object, claims = { tenant }): ReturnType<IngestUnderTest['send']> =>
  service.send(path, { method: 'PUT', body, claims });
const post = (body: object | string, claims = { tenant }): ReturnType<IngestUnderTest['send']> =>
  service.send('/v1/events', {
    body,
    claims,
    ...(typeof body === 'string' && { type: 'application/x-ndjson' }),
  });
const erase = (userId: string, claims = { tenant }): ReturnType<IngestUnderTest['send']> =>
  service.send(`/v1/users/${encodeURIComponent(userId)}`, { method: 'DELETE', claims });
const quarantined = async (of = tenant): Promise<string[]> => {
  const params = {
    tenant: of,
    received_from: '1970-01-01 00:00:00',
    received_before: '2100-01-01 00:00:00',
    row_limit: 100,
  };
  const rows = await service.store.query<{ payload: string }>('ingest/quarantined-events', params);
  return rows.map(({ payload }) => payload);
};

test('it says what was removed where, then removes nothing more', async () => {
  await post([...eventsOf('ada', '2026-03-09'), ...eventsOf('bob', '2026-03-09')]);
  await put(`/v1/clients/${CLIENT}/users/ada`, { username: 'Ada', user_key: 'ada' });
  await post([{ type: 'session', user_id: 'ada' }]);
  const { status, body } = await erase('ada');
  expect(status).toBe(200);
  expect(body).toEqual({
    erased_through: expect.stringMatching(/^2026-03-10T12:00:00/) as string,
    removed: expect.objectContaining({
      sessions: 1,
      searches: 1,
      app_usage_reports: 2,
      org_user_days: 1,
      app_user_days: 1,
      client_users: 1,
      client_apps: 0,
      pull_request_places: 1,
      users: 1,
      quarantine: 1,
      refused_commits: 0,
    }) as object,
  });
  const again = await erase('ada');
  expect(again.status).toBe(200);
  const { removed } = again.body as { removed: Record<string, number> };
  expect(Object.values(removed).filter((count) => count !== 0)).toEqual([]);
});

test('a user of the same name in another tenant stays, and may be sent again', async () => {
  const events = eventsOf('ada', '2026-03-09');
  const other = { tenant: `${tenant}-other` };
  await put(`/v1/clients/${CLIENT}`, { name: 'C', timezone: 'UTC' }, other);
  await post(events, other);
  await erase('ada');
  expect(await post(events, other)).toMatchObject({ status: 200 });
  const { body } = await erase('ada', other);
  expect(body).toMatchObject({ removed: { sessions: 1, app_usage_reports: 2 } });
});

test('what they did before is refused, in every version; what they do later is a new beginning', async () => {
  const old = eventsOf('ada', '2026-03-09');
  await post([...old, ...eventsOf('bob', '2026-03-09')]);
  await erase('ada');
  nowMs += DAY_MS;
  const later = eventsOf('ada', '2026-03-11').map((event) => ({
    ...event,
    updated_at: '2026-03-11T11:00:00Z',
  }));
  const updated = { ...old[0], id: 's-2026-03-09', updated_at: '2026-03-11T11:00:00Z' };
  const { status, body } = await post([...eventsOf('bob', '2026-03-09'), ...old, ...later, updated]);
  expect(status).toBe(207);
  expect(body).toMatchObject({ accepted: 8, rejected_count: 5 });
  const refusal = { code: 'not_allowed', path: '/user_id', message: expect.any(String) as string };
  expect(body.rejected).toEqual([
    ...old.map(({ id }, place) => ({ index: 4 + place, id, ...refusal })),
    { index: 12, id: updated.id, ...refusal },
  ]);
  const { body: user } = await service.send(`/v1/clients/${CLIENT}/users/ada`, { claims: { tenant } });
  expect(user).toMatchObject({ updated_at: new Date(nowMs).toISOString() });
  expect(await quarantined()).toEqual([]);
});

test('a restart remembers who was erased', async () => {
  await post(eventsOf('ada', '2026-03-09'));
  await erase('ada');
  await service.restart();
  expect((await post(eventsOf('ada', '2026-03-09'))).status).toBe(422);
  expect((await post(eventsOf('eve', '2026-03-09'))).status).toBe(200);
});

test('events that lie ahead are old too', async () => {
  const ahead = new Date(nowMs + DAY_MS / 2).toISOString();
  const event = { type: 'search', id: 'q', user_id: 'ada', org_id: 'org-a', created_at: ahead };
  await post([event]);
  expect((await erase('ada')).body).toMatchObject({ erased_through: ahead });
  expect((await post([event])).status).toBe(422);
});

test('nothing about an erased user comes into the quarantine, whatever it is refused for', async () => {
  await post(eventsOf('ada', '2026-03-09'));
  await erase('ada');
  const [session] = eventsOf('ada', '2026-03-09');
  const usage = eventsOf('ada', '2026-03-09')[2];
  const stranger = { ...usage, client_id: OTHER_APP };
  const broken = '{"type":"session","user_id":"\\u0061da","created_at":"2026-0';
  const { body } = await post(
    [
      { ...session, what: 1 },
      { ...session, created_at: 'yesterday' },
      stranger,
      { ...stranger, user_id: 'bob' },
    ]
      .map((event) => JSON.stringify(event))
      .concat(broken)
      .join('\n'),
  );
  const codes = (body.rejected as { code: string }[]).map(({ code }) => code);
  expect(codes).toEqual([
    'unknown_field',
    'invalid_field',
    'not_allowed',
    'unknown_client',
    'malformed_json',
  ]);
  expect(await quarantined()).toEqual([JSON.stringify({ ...stranger, user_id: 'bob' })]);
});

test('refused events go if they name the user, or if they name nobody and the id stands in them', async () => {
  const kept = [
    '{"type":"x","user_id":"bob"}',
    '{"user_id":"bob","note":"ada"}',
    '{"broken of bob',
    '["eve"]',
  ];
  const gone = [
    '{"type":"x","user_id":"ada"}',
    '{"user_id":"\\u0061\\u0064a"}',
    '{"broken":"ada',
    '["ada"]',
    '["\\u0061da"]',
  ];
  const bytes = Buffer.concat([
    Buffer.from([...kept, ...gone].join('\n')),
    Buffer.from('\n"ada \xff\n"bob \xff', 'latin1'),
  ]);
  await service.send('/v1/events', { body: bytes, type: 'application/x-ndjson', claims: { tenant } });
  expect((await erase('ada')).body).toMatchObject({ removed: { quarantine: gone.length + 1 } });
  expect((await quarantined()).sort()).toEqual(
    [...kept, Buffer.from('"bob \xff', 'latin1').toString('base64')].sort(),
  );
});

test('an app that only they used is forgotten; one that others used began with them', async () => {
  const [, , report] = eventsOf('ada', '2026-03-01');
  await post([report, { ...report, app_id: OTHER_APP }, ...eventsOf('bob', '2026-03-09')] as object[]);
  expect((await erase('ada')).body).toMatchObject({ removed: { client_apps: 2 } });
  const app = (id: string): ReturnType<IngestUnderTest['send']> =>
    service.send(`/v1/clients/${CLIENT}/apps/${id}`, { claims: { tenant } });
  expect((await app(OTHER_APP)).status).toBe(404);
  expect((await app(APP)).status).toBe(200);
});

test('only a token with the permission erases, and only what can be an id', async () => {
  const refused = await service.send('/v1/users/ada', {
    method: 'DELETE',
    claims: { tenant, permissions: ['operate', 'manage-directory', 'ingest-events'] },
  });
  expect(refused.status).toBe(403);
  expect((await erase('x'.repeat(129))).status).toBe(404);
});

test('text in an id is text', async () => {
  const id = `o'hara\\') OR 1=1 --\n{x:String}%`;
  await post([...eventsOf(id, '2026-03-09'), ...eventsOf('bob', '2026-03-09')]);
  expect((await erase(id)).body).toMatchObject({ removed: { sessions: 1 } });
  expect((await erase('bob')).body).toMatchObject({ removed: { sessions: 1 } });
});
