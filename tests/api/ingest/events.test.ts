import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { startIngest } from './support/ingest-under-test';
import type { IngestUnderTest, Received } from './support/ingest-under-test';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const CLIENT = '6f1d7a4e-0000-4000-8000-00000000000a';

let service: IngestUnderTest;
beforeAll(async () => {
  service = await startIngest({ now: () => NOW });
});
afterAll(async () => {
  await service.stop();
});

let tenants = 0;
/** Each test has a tenant to itself. */
function newTenant(): string {
  tenants += 1;
  return `tenant-${tenants}`;
}

function session(id: string, more: object = {}): object {
  return { type: 'session', id, user_id: 'u1', org_id: 'org-a', created_at: '2026-03-09T10:00:00Z', ...more };
}

function post(tenant: string, body: unknown, claims: object = {}): Promise<Received> {
  return service.send('/v1/events', { body: body as object, claims: { tenant, ...claims } });
}

/** How many distinct sessions of the one user are counted, up to `expected` + 1: the highest threshold that they reach. */
async function expectSessions(tenant: string, expected: number): Promise<void> {
  const reached = async (min_sessions: number): Promise<unknown> => {
    const range = `time_after=${Date.parse('2026-03-01') / 1000}&time_before=${Date.parse('2026-04-01') / 1000}`;
    const path = `/v3/enterprise/metrics/active-users?${range}&min_sessions=${min_sessions}&min_searches=1000000`;
    return (await service.send(path, { claims: { tenant } })).body.active_users;
  };
  expect([await reached(expected), await reached(expected + 1)]).toEqual([1, 0]);
}

interface Quarantined {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly payload: string;
  readonly payload_encoding: string;
  readonly subject: string;
  readonly request_id: string;
  readonly received_at: string;
  readonly quarantine_id: string;
}

function quarantined(tenant: string): Promise<Quarantined[]> {
  const span = { received_from: '2026-01-01 00:00:00', received_before: '2027-01-01 00:00:00' };
  return service.store.query('ingest/quarantined-events', { tenant, ...span, row_limit: 100_000 });
}

describe('POST /v1/events', () => {
  it('what it answered for is counted by the very next question', async () => {
    const tenant = newTenant();
    for (let count = 1; count <= 5; count += 1) {
      const answer = await post(tenant, session(`s${count}`));
      expect([answer.status, answer.body]).toEqual([200, { accepted: 1, rejected_count: 0, rejected: [] }]);
      await expectSessions(tenant, count);
    }
  });

  it('takes one event, an array and NDJSON, packed or not', async () => {
    const tenant = newTenant();
    const send = async (body: Buffer, type: string, encoding?: string): Promise<number> => {
      const headers: Record<string, string> = encoding === undefined ? {} : { 'content-encoding': encoding };
      return (await service.send('/v1/events', { body, type, headers, claims: { tenant } })).status;
    };
    const array = Buffer.from(JSON.stringify([session('a'), session('b')]));
    const lines = Buffer.from(`${JSON.stringify(session('c'))}\n\n${JSON.stringify(session('d'))}\r\n`);
    expect(await send(array, 'application/json')).toBe(200);
    expect(await send(gzipSync(array), 'application/json', 'gzip')).toBe(200);
    expect(await send(brotliCompressSync(lines), 'application/x-ndjson', 'br')).toBe(200);
    expect(await send(deflateSync(lines), 'application/x-ndjson; charset=utf-8', 'deflate')).toBe(200);
    await expectSessions(tenant, 4);
  });

  it('answers 200 for nothing refused, 207 for some, 422 for all', async () => {
    const tenant = newTenant();
    expect((await post(tenant, [])).body).toEqual({ accepted: 0, rejected_count: 0, rejected: [] });
    const some = await post(tenant, [session('a'), { ...session('b'), org_id: 7 }, 'x']);
    expect(some.status).toBe(207);
    expect(some.body).toEqual({
      accepted: 1,
      rejected_count: 2,
      rejected: [
        { index: 1, id: 'b', code: 'invalid_field', path: '/org_id', message: expect.any(String) as string },
        { index: 2, id: null, code: 'invalid_event', path: '', message: expect.any(String) as string },
      ],
    });
    expect((await post(tenant, { type: 'session' })).status).toBe(422);
    await expectSessions(tenant, 1);
  });

  it('refuses a request as a whole with a problem document', async () => {
    const expectProblem = async (
      status: number,
      body: string | Buffer,
      type: string | null,
      headers = {},
    ): Promise<void> => {
      const answer = await service.send('/v1/events', { method: 'POST', body, type, headers });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        'application/problem+json',
      ]);
      expect(answer.body).toMatchObject({ status, title: expect.any(String) as string });
    };
    await expectProblem(400, '', 'application/json');
    await expectProblem(400, '"text"', 'application/json');
    await expectProblem(400, '[{}', 'application/json');
    await expectProblem(400, 'no gzip', 'application/json', { 'content-encoding': 'gzip' });
    await expectProblem(413, gzipSync(Buffer.alloc(33 * 1024 * 1024, ' ')), 'application/json', {
      'content-encoding': 'gzip',
    });
    await expectProblem(413, `[${'0,'.repeat(50_000)}0]`, 'application/json');
    await expectProblem(415, '{}', 'text/plain');
    await expectProblem(415, '{}', null);
    await expectProblem(415, '{}', 'application/json', { 'content-encoding': 'zstd' });
  });

  it('lists at most 1,000 refusals and counts them all', async () => {
    const { status, body } = await post(
      newTenant(),
      Array.from({ length: 1_500 }, () => 0),
    );
    expect(status).toBe(422);
    expect(body.rejected_count).toBe(1_500);
    expect(body.rejected).toHaveLength(1_000);
  });

  it('needs the permission, and binds events to the claims that are there', async () => {
    const tenant = newTenant();
    expect((await post(tenant, session('a'), { permissions: ['manage-directory'] })).status).toBe(403);
    const refused = await post(tenant, session('a'), { orgs: ['org-b'] });
    expect(refused.body.rejected).toMatchObject([{ code: 'not_allowed', path: '/org_id' }]);
    expect((await post(tenant, session('a'), { orgs: null })).status).toBe(200);
  });

  it('knows a client as soon as it is registered, and not before', async () => {
    const tenant = newTenant();
    const event = {
      ...{ type: 'app_usage', id: 'a1', user_id: 'u1', client_id: CLIENT, app_id: CLIENT, platform: 'web' },
      ...{ activity_date: '2026-03-09', active_ms: 5 },
    };
    const refused = await post(tenant, event);
    expect(refused.body.rejected).toMatchObject([{ id: 'a1', code: 'unknown_client', path: '/client_id' }]);
    const body = { name: 'C', timezone: 'UTC' };
    await service.send(`/v1/clients/${CLIENT}`, { method: 'PUT', body, claims: { tenant } });
    expect((await post(tenant, event)).status).toBe(200);
    expect((await post(newTenant(), event)).status).toBe(422);
  });
});

describe('an accepted event is counted once for ever', () => {
  it('whether it comes twice in a body, again later, or cut differently', async () => {
    const tenant = newTenant();
    await post(tenant, [session('a'), session('a'), session('b')]);
    await post(tenant, [session('b'), session('c')]);
    await post(tenant, session('a'));
    await expectSessions(tenant, 3);
  });

  it('when two producers send the same events at once', async () => {
    const tenant = newTenant();
    const events = Array.from({ length: 500 }, (_, index) => session(`s${index}`));
    const answers = await Promise.all([
      post(tenant, events),
      post(tenant, events.toReversed()),
      post(tenant, events),
    ]);
    expect(answers.map(({ body }) => body.accepted)).toEqual([500, 500, 500]);
    await expectSessions(tenant, 500);
  });

  it('and its newest version counts, in whatever order the versions arrive', async () => {
    const version = (hour: number, active_ms: number): object => ({
      ...{ type: 'app_usage', id: 'a1', user_id: 'u1', client_id: CLIENT, app_id: CLIENT, platform: 'web' },
      ...{ activity_date: '2026-03-09', active_ms, updated_at: `2026-03-09T${hour}:00:00Z` },
    });
    const path =
      `/v2/clients/${CLIENT}/analytics/apps/${CLIENT}/utilization/users` +
      '?start_date=2026-03-09&end_date=2026-03-09&granularity=daily';
    for (const versions of [
      [version(11, 70), version(12, 50), version(10, 90)],
      [version(12, 50), version(10, 90), version(11, 70)],
    ]) {
      const tenant = newTenant();
      const body = { name: 'C', timezone: 'UTC' };
      await service.send(`/v1/clients/${CLIENT}`, { method: 'PUT', body, claims: { tenant } });
      for (const event of versions) expect((await post(tenant, event)).status).toBe(200);
      const answer = await service.send(path, { claims: { tenant, clients: ['*'] } });
      expect(answer.body).toMatchObject({ data: [{ avg_time_ms_per_day: { value: 50 } }] });
    }
  });

  it('while many callers send at once', async () => {
    const tenant = newTenant();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => post(tenant, session(`s${index}`))),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await expectSessions(tenant, 200);
  });

  it('also when its caller goes away before the answer', async () => {
    const tenant = newTenant();
    const before = service.ingest().stats().counts.commits;
    const lines = Array.from({ length: 20_000 }, (_, index) => JSON.stringify(session(`s${index}`))).join(
      '\n',
    );
    const controller = new AbortController();
    const sent = service.send('/v1/events', {
      ...{ body: lines, type: 'application/x-ndjson', claims: { tenant }, signal: controller.signal },
    });
    while (
      service.ingest().stats().waiting.requests === 0 &&
      service.ingest().stats().counts.commits === before
    ) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    controller.abort();
    await expect(sent).rejects.toThrow();
    // A small request may pass a large one of another tenant once, and only once.
    for (const id of ['after', 'after that']) await post(newTenant(), session(id));
    await expectSessions(tenant, 20_000);
  });
});

describe('the quarantine', () => {
  it('keeps every refused event as it was sent, with the reason and the receipt', async () => {
    const tenant = newTenant();
    const broken = Buffer.from([0x7b, 0xff, 0x7d]);
    const odd = '{ "type" : "session",\t"id":"ü\\n" }';
    const body = Buffer.concat([
      Buffer.from(`${JSON.stringify(session('good'))}\n${odd}\n{"type":\n`),
      broken,
      Buffer.from('\n'),
    ]);
    const answer = await service.send('/v1/events', {
      ...{ body, type: 'application/x-ndjson', claims: { tenant, sub: 'producer' } },
      headers: { 'x-request-id': '4bf92f3577b34da6a3ce929d0e0e4736' },
    });
    expect(answer.status).toBe(207);
    const rows = await quarantined(tenant);
    const byPayload = new Map(rows.map((row) => [row.payload, row]));
    expect(byPayload.get(odd)).toMatchObject({
      ...{ code: 'missing_field', path: '/user_id', payload_encoding: 'text', subject: 'producer' },
      ...{ request_id: answer.headers.get('x-request-id'), received_at: '2026-03-10 12:00:00.000' },
    });
    expect(byPayload.get('{"type":')).toMatchObject({ code: 'malformed_json', payload_encoding: 'text' });
    expect(byPayload.get(broken.toString('base64'))).toMatchObject({
      ...{ code: 'malformed_json', payload_encoding: 'base64' },
    });
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => row.quarantine_id)).size).toBe(3);
  });

  it('is written before the answer also when everything is refused, and belongs to the tenant alone', async () => {
    const tenant = newTenant();
    await post(tenant, [1, 2]);
    expect((await quarantined(tenant)).map(({ payload }) => payload).sort()).toEqual(['1', '2']);
    expect(await quarantined(newTenant())).toEqual([]);
  });
});
