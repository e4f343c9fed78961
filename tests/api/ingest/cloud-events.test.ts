import { startIngest } from './support/ingest-under-test';
import type { IngestUnderTest, Received } from './support/ingest-under-test';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const UNKNOWN_CLIENT = '6f1d7a4e-0000-4000-8000-00000000000a';
const BATCH = 'application/cloudevents-batch+json';
const ONE = 'application/cloudevents+json';

let service: IngestUnderTest;
beforeAll(async () => {
  service = await startIngest({ now: () => NOW });
});
afterAll(async () => {
  await service.stop();
});

function wrapped(id: string, more: object = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id,
    source: 'https://example.com/apps/7',
    type: 'com.example.session.v1',
    time: '2026-03-09T10:00:00Z',
    data: { user_id: `user ${id}`, org_id: 'org-a' },
    ...more,
  };
}

function post(tenant: string, body: unknown, type: string): Promise<Received> {
  return service.send('/v1/events', { body: JSON.stringify(body), type, claims: { tenant } });
}

async function sessionsOf(tenant: string): Promise<unknown> {
  const range = `time_after=${Date.parse('2026-03-09') / 1000}&time_before=${Date.parse('2026-03-10') / 1000}`;
  const { body } = await service.send(`/v3/enterprise/metrics/sessions?${range}`, { claims: { tenant } });
  return body.sessions_created_count;
}

test('an event counts once, whether it comes as a CloudEvent, in a batch of them, or plain', async () => {
  expect(await post('once', wrapped('ce-1'), ONE)).toMatchObject({ status: 200, body: { accepted: 1 } });
  const batch = [wrapped('ce-1'), wrapped('ce-2')];
  expect(await post('once', batch, BATCH)).toMatchObject({ status: 200, body: { accepted: 2 } });
  const plain = {
    type: 'session',
    id: 'ce-2',
    user_id: 'user ce-2',
    org_id: 'org-a',
    created_at: '2026-03-09T10:00:00Z',
  };
  expect(await post('once', plain, 'application/json')).toMatchObject({ status: 200 });
  expect(await sessionsOf('once')).toBe(2);
});

test('each refused CloudEvent is named with its place, and the others count', async () => {
  const usage = {
    type: 'app_usage',
    user_id: 'u',
    client_id: UNKNOWN_CLIENT,
    app_id: UNKNOWN_CLIENT,
    platform: 'web',
  };
  const report = { ...usage, activity_date: '2026-03-09', active_ms: 1 };
  const { status, body } = await post(
    'refused',
    [
      wrapped('good'),
      wrapped('x', { specversion: '0.3' }),
      wrapped('no-org', { data: { user_id: 'u' } }),
      wrapped('x'.repeat(129)),
      wrapped('future', { time: '2026-03-12T12:00:00Z' }),
      wrapped('kind', { type: 'com.example.visit' }),
      wrapped('client', { data: report }),
      'a text',
    ],
    BATCH,
  );
  expect(status).toBe(207);
  expect(body.accepted).toBe(1);
  const rejected = body.rejected as { index: number; id: string | null; code: string; path: string }[];
  expect(rejected.map(({ index, id, code, path }) => [index, id, code, path])).toEqual([
    [1, 'x', 'invalid_field', '/specversion'],
    [2, 'no-org', 'missing_field', '/data/org_id'],
    [3, null, 'invalid_field', '/id'],
    [4, 'future', 'future_event', '/time'],
    [5, 'kind', 'unknown_type', '/type'],
    [6, 'client', 'unknown_client', '/data/client_id'],
    [7, null, 'invalid_event', ''],
  ]);
  expect(await sessionsOf('refused')).toBe(1);
});

test.each([
  ['an array as one CloudEvent', [wrapped('a')], ONE, 400],
  ['one CloudEvent as a batch', wrapped('a'), BATCH, 400],
  ['a batch of another format', [wrapped('a')], 'application/cloudevents-batch+avro', 415],
])('%s is refused as a whole', async (_, body, type, status) => {
  expect(await post('whole', body, type)).toMatchObject({ status });
});

test('an empty batch is good, and binary mode is plain JSON', async () => {
  expect(await post('empty', [], BATCH)).toMatchObject({ status: 200, body: { accepted: 0 } });
  const event = {
    type: 'session',
    id: 'plain',
    user_id: 'u',
    org_id: 'o',
    created_at: '2026-03-09T10:00:00Z',
  };
  const headers = { 'ce-id': 'other', 'ce-type': 'search', 'ce-source': '/x', 'ce-specversion': '1.0' };
  const sent = await service.send('/v1/events', { body: event, headers, claims: { tenant: 'binary' } });
  expect(sent).toMatchObject({ status: 200, body: { accepted: 1 } });
  expect(await sessionsOf('binary')).toBe(1);
});

test('the directory takes no CloudEvents', async () => {
  const sent = await service.send('/v1/directory', {
    body: JSON.stringify([]),
    type: BATCH,
    claims: { tenant: 'd' },
  });
  expect(sent).toMatchObject({ status: 415 });
});
