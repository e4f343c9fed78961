import { startIngest } from './support/ingest-under-test';
import type { IngestUnderTest, Received } from './support/ingest-under-test';

const CLIENT = '6f1d7a4e-0000-4000-8000-00000000000a';
const APP = '6f1d7a4e-0000-4000-8000-00000000000b';
const DEPARTMENT = '6f1d7a4e-0000-4000-8000-00000000000c';
const UNKNOWN = '6f1d7a4e-0000-4000-8000-0000000000ff';

let clockMs = Date.parse('2026-03-10T12:00:00.000Z');
let service: IngestUnderTest;
beforeAll(async () => {
  service = await startIngest({ now: () => new Date(clockMs) });
});
afterAll(async () => {
  await service.stop();
});

const put = (path: string, body: object, claims = {}): Promise<Received> =>
  service.send(path, { method: 'PUT', body, claims });
const get = (path: string, claims = {}): Promise<Received> => service.send(path, { claims });

describe('the directory', () => {
  it('answers a PUT with the stored resource, and a GET with the same', async () => {
    const stored = await put(`/v1/clients/${CLIENT}`, { name: 'Client Ä', timezone: 'Europe/Berlin' });
    expect(stored.status).toBe(200);
    expect(stored.body).toEqual({
      client_id: CLIENT,
      name: 'Client Ä',
      timezone: 'Europe/Berlin',
      updated_at: '2026-03-10T12:00:00.000Z',
    });
    expect((await get(`/v1/clients/${CLIENT}`)).body).toEqual(stored.body);
  });

  it('takes ids in either case and keeps them in lower case', async () => {
    const { body } = await put(`/v1/clients/${CLIENT.toUpperCase()}/apps/${APP.toUpperCase()}`, {
      canonical_name: 'Mail',
    });
    expect(body).toMatchObject({ client_id: CLIENT, app_id: APP });
    expect((await get(`/v1/clients/${CLIENT}/apps/${APP.toUpperCase()}`)).body).toEqual(body);
  });

  it('fills in what was not said: absent texts null, absent flags false, absent departments []', async () => {
    const app = await put(`/v1/clients/${CLIENT}/apps/${APP}`, { canonical_name: 'Mail', type: null });
    expect(app.body).toEqual({
      client_id: CLIENT,
      app_id: APP,
      canonical_name: 'Mail',
      type: null,
      logo: null,
      display_colour: null,
      is_approved: false,
      is_favorite: false,
      updated_at: expect.any(String) as string,
    });
    const user = await put(`/v1/clients/${CLIENT}/users/${encodeURIComponent('u/1 ü')}`, {
      username: 'U',
      user_key: 'k',
    });
    expect(user.body).toMatchObject({ user_id: 'u/1 ü', username: 'U', user_key: 'k', department_ids: [] });
    const department = await put(`/v1/clients/${CLIENT}/departments/${DEPARTMENT}`, { name: 'Sales' });
    expect(department.body).toMatchObject({ client_id: CLIENT, department_id: DEPARTMENT, name: 'Sales' });
  });

  it('is idempotent: the same words again change nothing', async () => {
    const first = await put(`/v1/clients/${CLIENT}/departments/${DEPARTMENT}`, { name: 'Again' });
    clockMs += 1_000;
    const second = await put(`/v1/clients/${CLIENT}/departments/${DEPARTMENT}`, { name: 'Again' });
    expect(second.body).toEqual(first.body);
  });

  it('the last write wins, in the same millisecond and after the clock went back too', async () => {
    const path = `/v1/clients/${CLIENT}/departments/${DEPARTMENT}`;
    await put(path, { name: 'one' });
    await put(path, { name: 'two' });
    expect((await get(path)).body.name).toBe('two');
    clockMs -= 3_600_000;
    await put(path, { name: 'three' });
    expect((await get(path)).body.name).toBe('three');
    await service.restart();
    await put(path, { name: 'four' });
    expect((await get(path)).body.name).toBe('four');
    clockMs += 3_600_000;
  });

  it('answers 404 for what is not known, and for paths that can name nothing', async () => {
    const paths = [
      `/v1/clients/${UNKNOWN}`,
      '/v1/clients/no-uuid',
      `/v1/clients/${CLIENT}/apps/${UNKNOWN}`,
      `/v1/clients/${CLIENT}/apps/no-uuid`,
      `/v1/clients/${CLIENT}/users/nobody`,
      `/v1/clients/${CLIENT}/users/${'x'.repeat(129)}`,
      `/v1/clients/${UNKNOWN}/users/u1`,
    ];
    for (const path of paths) {
      const { status, headers } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toMatch('application/problem+json');
    }
    expect((await put(`/v1/clients/${UNKNOWN}/departments/${DEPARTMENT}`, { name: 'x' })).status).toBe(404);
    expect((await put('/v1/clients/no-uuid', { name: 'x', timezone: 'UTC' })).status).toBe(404);
    // Parameters first (contract 3).
    expect((await put('/v1/clients/no-uuid', { name: 5 })).status).toBe(422);
    expect((await put(`/v1/clients/${CLIENT}/apps/no-uuid`, {})).status).toBe(422);
  });

  it('names every field that does not fit, without the values', async () => {
    const { status, headers, body } = await put(`/v1/clients/${CLIENT}`, {
      timezone: 'Mars/Base',
      colour: 'secret',
    });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(body.errors).toEqual([
      { code: 'missing_field', path: '/name', message: expect.any(String) as string },
      { code: 'unknown_field', path: '/colour', message: expect.any(String) as string },
      { code: 'invalid_field', path: '/timezone', message: expect.any(String) as string },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Mars|secret/);
  });

  it('refuses bodies that cannot be read: 400, 413, 415', async () => {
    const path = `/v1/clients/${CLIENT}`;
    const status = async (body: string, type = 'application/json', headers = {}): Promise<number> =>
      (await service.send(path, { method: 'PUT', body, type, headers })).status;
    expect(await status('{"name":')).toBe(400);
    expect(await status('')).toBe(400);
    expect(await status('[]')).toBe(400);
    expect(await status('{}', 'text/plain')).toBe(415);
    expect(await status('{}', 'application/x-ndjson')).toBe(415);
    expect(await status('{}', 'application/json', { 'content-encoding': 'zip' })).toBe(415);
    expect(await status(JSON.stringify({ name: 'x'.repeat(33 * 1024 * 1024) }))).toBe(413);
  });

  it('is bound to the permission, the clients claim and the tenant', async () => {
    const path = `/v1/clients/${CLIENT}`;
    const body = { name: 'x', timezone: 'UTC' };
    expect((await put(path, body, { permissions: ['ingest-events'] })).status).toBe(403);
    expect((await put(path, body, { clients: [UNKNOWN] })).status).toBe(403);
    expect((await get(path, { clients: [UNKNOWN] })).status).toBe(403);
    expect((await get(path, { clients: [CLIENT] })).status).toBe(200);
    expect((await get(path, { tenant: 'other' })).status).toBe(404);
  });

  it('knows apps and users from their usage until someone names them', async () => {
    const app = '6f1d7a4e-0000-4000-8000-0000000000e1';
    const usage = {
      ...{
        type: 'app_usage',
        id: 'stub-1',
        user_id: 'stub-user',
        client_id: CLIENT,
        app_id: app.toUpperCase(),
      },
      ...{ platform: 'web', started_at: '2026-03-10T08:00:00Z', ended_at: '2026-03-10T09:00:00Z' },
    };
    expect((await service.send('/v1/events', { body: usage })).status).toBe(200);
    const updated_at = new Date(clockMs).toISOString();
    const unsaid = { type: null, logo: null, display_colour: null, is_approved: false, is_favorite: false };
    expect((await get(`/v1/clients/${CLIENT}/apps/${app}`)).body).toEqual({
      ...{ client_id: CLIENT, app_id: app, canonical_name: app, ...unsaid, updated_at },
    });
    expect((await get(`/v1/clients/${CLIENT}/users/stub-user`)).body).toEqual({
      ...{ client_id: CLIENT, user_id: 'stub-user', username: 'stub-user', user_key: 'stub-user' },
      ...{ department_ids: [], updated_at },
    });
    await put(`/v1/clients/${CLIENT}/apps/${app}`, { canonical_name: 'Named' });
    expect((await get(`/v1/clients/${CLIENT}/apps/${app}`)).body.canonical_name).toBe('Named');
  });
});

describe('many entries at once', () => {
  const post = (entries: readonly unknown[], claims = {}): Promise<Received> =>
    service.send('/v1/directory', {
      body: entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n'),
      type: 'application/x-ndjson',
      claims,
    });
  const client_id = '6f1d7a4e-0000-4000-8000-0000000000d1';

  it('are written in order, an app right after its client', async () => {
    const answer = await post([
      { kind: 'app', client_id, app_id: APP, canonical_name: 'too early' },
      { kind: 'client', client_id, name: 'Bulk', timezone: 'UTC' },
      { kind: 'app', client_id, app_id: APP, canonical_name: 'first' },
      { kind: 'app', client_id, app_id: APP, canonical_name: 'second' },
      { kind: 'department', client_id, department_id: DEPARTMENT, name: 'D' },
      {
        kind: 'user',
        client_id,
        user_id: 'u1',
        username: 'U',
        user_key: 'k',
        department_ids: [DEPARTMENT, DEPARTMENT],
      },
    ]);
    expect(answer.status).toBe(207);
    expect(answer.body).toEqual({
      accepted: 5,
      rejected_count: 1,
      rejected: [
        {
          index: 0,
          id: APP,
          code: 'unknown_client',
          path: '/client_id',
          message: expect.any(String) as string,
        },
      ],
    });
    expect((await get(`/v1/clients/${client_id}/apps/${APP}`)).body.canonical_name).toBe('second');
    expect((await get(`/v1/clients/${client_id}/users/u1`)).body.department_ids).toEqual([DEPARTMENT]);
  });

  it('are refused one by one, with the first reason that applies', async () => {
    const answer = await post(
      [
        '{"kind":',
        '7',
        { kind: 'team', client_id },
        { client_id },
        { kind: 'client', client_id, name: 'x' },
        { kind: 'client', client_id, name: 'x', timezone: 'UTC', extra: 1 },
        { kind: 'client', client_id, name: 7, timezone: 'UTC' },
        { kind: 'user', client_id, user_id: '', username: 'x', user_key: 'x' },
        { kind: 'client', client_id: UNKNOWN, name: 'x', timezone: 'UTC' },
      ],
      { clients: [client_id] },
    );
    expect(answer.status).toBe(422);
    const rejected = answer.body.rejected as { id: string | null; code: string; path: string }[];
    expect(rejected.map(({ id, code, path }) => [id, code, path])).toEqual([
      [null, 'malformed_json', ''],
      [null, 'invalid_event', ''],
      [null, 'unknown_type', '/kind'],
      [null, 'unknown_type', '/kind'],
      [client_id, 'missing_field', '/timezone'],
      [client_id, 'unknown_field', '/extra'],
      [client_id, 'invalid_field', '/name'],
      [null, 'invalid_field', '/user_id'],
      [UNKNOWN, 'not_allowed', '/client_id'],
    ]);
  });

  it('may come as a JSON array or one object; an empty array is fine, an empty body is not', async () => {
    const entry = { kind: 'client', client_id, name: 'Bulk', timezone: 'UTC' };
    expect((await service.send('/v1/directory', { body: [entry, entry] })).body).toMatchObject({
      accepted: 2,
    });
    expect((await service.send('/v1/directory', { body: entry })).body).toMatchObject({ accepted: 1 });
    expect((await service.send('/v1/directory', { body: [] })).status).toBe(200);
    expect((await service.send('/v1/directory', { body: ' ' })).status).toBe(400);
  });

  it('can be thousands', async () => {
    const users = Array.from({ length: 3_000 }, (_, index) => ({
      ...{
        kind: 'user',
        client_id,
        user_id: `bulk-${index}`,
        username: `name ${index}`,
        user_key: `key ${index}`,
      },
    }));
    expect((await post(users)).body).toMatchObject({ accepted: 3_000, rejected_count: 0 });
    expect((await post(users)).body).toMatchObject({ accepted: 3_000, rejected_count: 0 });
    expect((await get(`/v1/clients/${client_id}/users/bulk-2999`)).body.username).toBe('name 2999');
  });
});
