import { startIngest } from '../ingest/support/ingest-under-test';
import type { IngestUnderTest, Received } from '../ingest/support/ingest-under-test';

const CLIENT = 'aa7cf840-0000-4000-8000-000000000001';
const APP = 'f1a2b3c4-0000-4000-8000-000000000001';

let service: IngestUnderTest;
beforeAll(async () => {
  service = await startIngest();
});
afterAll(() => service.stop());

let tenants = 0;
let tenant = '';
beforeEach(() => {
  tenant = `tenant-${(tenants += 1)}`;
});

const report = (id: string): object => ({
  ...{ type: 'app_usage', id, user_id: 'ada', client_id: CLIENT, app_id: APP, platform: 'web' },
  ...{ activity_date: '2026-03-09', active_ms: 1000 },
});
const post = (lines: readonly (object | string)[]): Promise<Received> => {
  const body = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return service.send('/v1/events', { body, type: 'application/x-ndjson', claims: { tenant } });
};
const list = (query = '', of = tenant): Promise<Received> =>
  service.send(`/v1/quarantine?${query}`, { claims: { tenant: of, orgs: null } });
const replay = (query = '', of = tenant): Promise<Received> =>
  service.send(`/v1/quarantine/replay?${query}`, { method: 'POST', claims: { tenant: of, orgs: null } });
const register = (): Promise<Received> =>
  service.send(`/v1/clients/${CLIENT}`, {
    method: 'PUT',
    body: { name: 'C', timezone: 'UTC' },
    claims: { tenant },
  });

async function idsOf(query = ''): Promise<string[]> {
  const { body } = await list(query);
  const entries = body.entries as { payload: string }[];
  return entries.map(({ payload }) => (JSON.parse(payload) as { id: string }).id);
}

async function activeMs(): Promise<unknown> {
  const period = 'granularity=daily&start_date=2026-03-01&end_date=2026-03-31';
  const path = `/v2/clients/${CLIENT}/analytics/users/ada/utilization/apps?${period}`;
  const { body } = await service.send(path, { claims: { tenant, clients: ['*'] } });
  const [row] = body.data as { active_time_ms: { value: number }; session_count: { value: number } }[];
  return [row?.active_time_ms.value, row?.session_count.value];
}

test('refused events are listed as sent, by page, by reason and by time', async () => {
  await post(['{broken', report('r-1'), { type: 'x', id: 'x' }]);
  const { body } = await list();
  expect(body).toMatchObject({
    entries: expect.arrayContaining([
      expect.objectContaining({
        code: 'malformed_json',
        path: '',
        payload: '{broken',
        payload_encoding: 'text',
      }),
      expect.objectContaining({
        code: 'unknown_client',
        path: '/client_id',
        replayed_at: null,
        taken_at: null,
      }),
    ]) as object,
    next_cursor: null,
  });
  expect(await idsOf('code=unknown_client')).toEqual(['r-1']);
  expect((await list('from=2100-01-01T00:00:00Z')).body).toEqual({ entries: [], next_cursor: null });
  const seen: string[] = [];
  for (let cursor: unknown = undefined; cursor !== null;) {
    const page = await list(`page_size=1${typeof cursor === 'string' ? `&cursor=${cursor}` : ''}`);
    seen.push(...(page.body.entries as { quarantine_id: string }[]).map((entry) => entry.quarantine_id));
    cursor = page.body.next_cursor;
  }
  expect(seen).toEqual((body.entries as { quarantine_id: string }[]).map((entry) => entry.quarantine_id));
  expect(seen).toHaveLength(3);
});

test('what can be taken now is counted once and not offered again; the rest stays with its new reason', async () => {
  await post([report('r-1'), report('r-2'), '{broken', { ...report('r-3'), org_id: 'o' }]);
  expect((await replay('code=unknown_client')).body).toEqual({ taken: 0, refused: 2, next_cursor: null });
  await register();
  expect((await replay()).body).toEqual({ taken: 2, refused: 2, next_cursor: null });
  expect(await activeMs()).toEqual([2000, 2]);
  expect((await replay()).body).toEqual({ taken: 0, refused: 2, next_cursor: null });
  expect(await activeMs()).toEqual([2000, 2]);
  const { body } = await list('state=all');
  expect(body.entries).toHaveLength(4);
  expect((await idsOf('state=taken')).sort()).toEqual(['r-1', 'r-2']);
  expect(await idsOf('code=unknown_field')).toEqual(['r-3']);
});

test('pages of a replay go on where the one before ended', async () => {
  await post(['{1', '{2', '{3', '{4', '{5']);
  const pages: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await replay(`page_size=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    pages.push(body.refused);
    cursor = body.next_cursor as string | null;
  }
  expect(pages).toEqual([2, 2, 1]);
});

test('a reason that changes replaces the one before', async () => {
  await register();
  const [org] = [
    { type: 'search', id: 's', user_id: 'ada', org_id: 'org-x', created_at: '2026-03-09T00:00:00Z' },
  ];
  await service.send('/v1/events', { body: [org], claims: { tenant, orgs: ['org-a'] } });
  expect((await list()).body).toMatchObject({ entries: [{ code: 'not_allowed' }] });
  expect((await replay()).body).toMatchObject({ taken: 1, refused: 0 });
});

test('bytes that are not UTF-8 come as base64', async () => {
  const body = Buffer.from('"\xff"', 'latin1');
  await service.send('/v1/events', { body, type: 'application/x-ndjson', claims: { tenant } });
  expect((await list()).body).toMatchObject({
    entries: [{ payload: body.toString('base64'), payload_encoding: 'base64', code: 'malformed_json' }],
  });
  expect((await replay()).body).toEqual({ taken: 0, refused: 1, next_cursor: null });
});

test('a CloudEvent is taken as one', async () => {
  const event = { specversion: '1.0', id: 'c', source: 's', type: 'app_usage', data: report('c') };
  const body = JSON.stringify(event);
  await service.send('/v1/events', { body, type: 'application/cloudevents+json', claims: { tenant } });
  expect((await list()).body).toMatchObject({ entries: [{ path: '/data/client_id' }] });
  await register();
  expect((await replay()).body).toMatchObject({ taken: 1 });
});

test('nobody sees or takes what another tenant has', async () => {
  await post(['{broken']);
  const other = `${tenant}-other`;
  expect((await list('', other)).body).toEqual({ entries: [], next_cursor: null });
  expect((await replay('', other)).body).toEqual({ taken: 0, refused: 0, next_cursor: null });
});

test.each([
  'code=x',
  'state=x',
  'from=x',
  'to=2026',
  'page_size=0',
  'page_size=1001',
  'cursor=x',
  'format=x',
])('%s is refused by its name', async (query) => {
  const { status, body } = await list(query);
  expect(status).toBe(400);
  expect(body.detail).toContain(query.split('=')[0]);
});

test('an erased person is not taken back from the quarantine', async () => {
  await post([report('r-1')]);
  await service.send('/v1/users/ada', { method: 'DELETE', claims: { tenant } });
  await register();
  expect((await replay()).body).toEqual({ taken: 0, refused: 0, next_cursor: null });
});
