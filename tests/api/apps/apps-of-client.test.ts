import { randomUUID } from 'node:crypto';
import { insertApps, insertClients, insertUsage, insertUsers, type NamedApp, type Usage } from './facts';
import {
  AGAINST_JANUARY,
  FEBRUARY,
  get,
  refused,
  startService,
  token,
  type Query,
  type Service,
} from './support';

const PATH = '/apps/utilization';
const [SLACK, ZOOM, EXCEL] = [randomUUID(), randomUUID(), randomUUID()];

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

/** A client of its own for one test. */
async function clientWith(usage: readonly Usage[], apps: readonly NamedApp[] = []): Promise<string> {
  const client = randomUUID();
  await insertClients(service.store, [client]);
  if (usage.length > 0)
    await insertUsage(
      service.store,
      usage.map((one) => ({ ...one, client })),
    );
  if (apps.length > 0)
    await insertApps(
      service.store,
      apps.map((app) => ({ ...app, client })),
    );
  return client;
}

interface Body {
  readonly data: readonly { readonly app: { readonly id: string; readonly canonical_name: string } }[];
  readonly total_count: number;
  readonly next_cursor: string | null;
}
const ask = (client: string, query: Query) => get(service, PATH, query, token(), client);
async function names(client: string, query: Query): Promise<string[]> {
  const answer = await ask(client, query);
  expect(answer.status).toBe(200);
  return (answer.body as Body).data.map(({ app }) => app.canonical_name);
}

it('has rows of an app and what its usage adds up to, by name', async () => {
  const client = await clientWith(
    [
      { app: SLACK, user: 'u1', date: '2026-02-01', ms: 100, sessions: 2 },
      { app: SLACK, user: 'u2', date: '2026-02-01', ms: 51, sessions: 3 },
      { app: SLACK, user: 'u2', date: '2026-02-02', ms: 50, sessions: 7, countsSessions: false },
      { app: SLACK, user: 'u1', date: '2026-01-01', ms: 50, sessions: 4 },
      { app: ZOOM, user: 'u1', date: '2026-02-01', ms: 0, sessions: 1 },
    ],
    [{ app: SLACK, name: 'Slack', type: 'chat', isApproved: true }],
  );
  const answer = await ask(client, AGAINST_JANUARY);
  const { data, ...envelope } = answer.body as Body;
  expect(envelope).toEqual({
    period: {
      start_date: '2026-02-01',
      end_date: '2026-02-28',
      compare_start_date: '2026-01-01',
      compare_end_date: '2026-01-31',
    },
    total_count: 2,
    next_cursor: null,
  });
  expect(data.find(({ app }) => app.id === SLACK)).toEqual({
    app: {
      id: SLACK,
      canonical_name: 'Slack',
      logo: null,
      display_colour: null,
      type: 'chat',
      is_approved: true,
      is_favorite: false,
    },
    unique_users: { value: 2, change_pct: 100, compare_value: 1 },
    active_time_ms: { value: 201, change_pct: 302, compare_value: 50 },
    avg_time_ms_per_day: { value: 100, change_pct: 100, compare_value: 50 },
    session_count: { value: 5, change_pct: 25, compare_value: 4 },
    days_active: 2,
  });
  expect(data.find(({ app }) => app.id === ZOOM)).toEqual({
    app: {
      id: ZOOM,
      canonical_name: ZOOM,
      logo: null,
      display_colour: null,
      type: null,
      is_approved: false,
      is_favorite: false,
    },
    unique_users: { value: 1, change_pct: null, compare_value: 0 },
    active_time_ms: { value: 0, change_pct: null, compare_value: 0 },
    avg_time_ms_per_day: { value: 0, change_pct: null, compare_value: null },
    session_count: { value: 1, change_pct: null, compare_value: 0 },
    days_active: 1,
  });
});

it('sorts names ascending and figures descending where nobody says how', async () => {
  const client = await clientWith(
    [
      { app: SLACK, user: 'u1', date: '2026-02-01', ms: 3 },
      { app: ZOOM, user: 'u1', date: '2026-02-01', ms: 5 },
      { app: EXCEL, user: 'u1', date: '2026-02-01', ms: 5 },
    ],
    [
      { app: SLACK, name: 'Slack' },
      { app: ZOOM, name: 'zoom' },
      { app: EXCEL, name: 'Excel' },
    ],
  );
  expect(await names(client, FEBRUARY)).toEqual(['Excel', 'Slack', 'zoom']);
  expect(await names(client, { ...FEBRUARY, sort_by: 'canonical_name', sort_order: 'desc' })).toEqual([
    'zoom',
    'Slack',
    'Excel',
  ]);
  expect(await names(client, { ...FEBRUARY, sort_by: 'active_time' })).toEqual(['Excel', 'zoom', 'Slack']);
});

it('narrows by a part of the name, approval and favour', async () => {
  const client = await clientWith(
    [SLACK, ZOOM, EXCEL].map((app) => ({ app, user: 'u1', date: '2026-02-01', ms: 1 })),
    [
      { app: SLACK, name: 'Slack_100%', isApproved: true, isFavorite: true },
      { app: ZOOM, name: 'ZÄHLER ΚΩΣΤΑΣ', isApproved: true },
    ],
  );
  expect(await names(client, { ...FEBRUARY, q: 'slack' })).toEqual(['Slack_100%']);
  expect(await names(client, { ...FEBRUARY, q: '_100%' })).toEqual(['Slack_100%']);
  expect(await names(client, { ...FEBRUARY, q: 'ähl' })).toEqual(['ZÄHLER ΚΩΣΤΑΣ']);
  for (const q of ['ΚΩΣ', 'κως', 'ωσ', 'ΑΣ'])
    expect(await names(client, { ...FEBRUARY, q })).toEqual(['ZÄHLER ΚΩΣΤΑΣ']);
  expect(await names(client, { ...FEBRUARY, q: EXCEL.toUpperCase() })).toEqual([EXCEL]);
  expect(await names(client, { ...FEBRUARY, is_approved: 'true' })).toEqual(['Slack_100%', 'ZÄHLER ΚΩΣΤΑΣ']);
  expect(await names(client, { ...FEBRUARY, is_approved: 'true', is_favorite: 'false' })).toEqual([
    'ZÄHLER ΚΩΣΤΑΣ',
  ]);
  expect(
    await names(client, { ...FEBRUARY, is_approved: 'false', category_ids: '', vendor_ids: 'x' }),
  ).toEqual([EXCEL]);
});

it('discovers what nobody at all used before, and drops what those asked for no longer use', async () => {
  const department = randomUUID();
  const client = await clientWith([
    { app: SLACK, user: 'member', date: '2026-02-01', ms: 1 },
    { app: ZOOM, user: 'member', date: '2026-02-28', ms: 1 },
    { app: ZOOM, user: 'other', date: '2026-01-31', ms: 1 },
    { app: EXCEL, user: 'member', date: '2024-01-01', ms: 1 },
    { app: EXCEL, user: 'other', date: '2026-02-01', ms: 1 },
  ]);
  await insertUsers(service.store, [
    { client, user: 'member', username: 'member', departments: [department] },
  ]);
  const ids = async (query: Query) => (await names(client, { ...FEBRUARY, ...query })).sort();
  expect(await ids({ filter: 'discovered' })).toEqual([SLACK]);
  expect(await ids({ filter: 'discovered', department_ids: department })).toEqual([SLACK]);
  expect(await ids({ filter: 'dropped_off' })).toEqual([]);
  expect(await ids({ filter: 'dropped_off', department_ids: department })).toEqual([EXCEL]);

  const dropped = await ask(client, {
    ...AGAINST_JANUARY,
    start_date: '2026-03-01',
    end_date: '2026-03-31',
    filter: 'dropped_off',
  });
  expect((dropped.body as Body).total_count).toBe(3);
  expect((dropped.body as Body).data.find(({ app }) => app.id === ZOOM)).toMatchObject({
    unique_users: { value: 0, change_pct: -100, compare_value: 1 },
    avg_time_ms_per_day: { value: 0, change_pct: -100, compare_value: 1 },
    days_active: 0,
  });
});

it('refuses what it does not know, in the order of its parameters', async () => {
  const client = await clientWith([]);
  const answer = await ask(client, {
    ...FEBRUARY,
    filter: 'new',
    q: '',
    is_approved: '1',
    is_favorite: 'TRUE',
    sort_by: 'username',
  });
  expect([answer.status, answer.body]).toEqual([
    400,
    refused('invalid_parameter', 'Unknown filter: new. Valid values: discovered, dropped_off', {
      filter: 'new',
      q: '',
      is_approved: '1',
      is_favorite: 'TRUE',
      sort_by: 'username',
    }),
  ]);
});

it('binds its cursor to every filter', async () => {
  const client = await clientWith(
    [SLACK, ZOOM].map((app) => ({ app, user: 'u1', date: '2026-02-01', ms: 1 })),
  );
  const page = { ...FEBRUARY, page_size: 1 };
  const cursor = ((await ask(client, page)).body as Body).next_cursor ?? '';
  expect((await ask(client, { ...page, cursor })).status).toBe(200);
  for (const change of [
    { q: '-' },
    { filter: 'discovered' },
    { is_approved: 'false' },
    { is_favorite: 'false' },
    { sort_order: 'desc' },
  ]) {
    const answer = await ask(client, { ...page, ...change, cursor });
    expect((answer.body as { error: { code: string } }).error.code).toBe('invalid_cursor');
  }
});

it('is empty for a client without usage, and not there for an unknown one', async () => {
  expect((await ask(await clientWith([]), FEBRUARY)).body).toMatchObject({
    data: [],
    total_count: 0,
    next_cursor: null,
  });
  for (const client of [randomUUID(), 'no-uuid']) {
    const answer = await ask(client, FEBRUARY);
    expect([answer.status, answer.body]).toEqual([404, refused('not_found', 'Client not found')]);
  }
});
