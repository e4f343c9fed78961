import { randomUUID } from 'node:crypto';
import { insertApps, insertClients, insertUsage, insertUsers } from './facts';
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

const [SLACK, ZOOM] = [randomUUID(), randomUUID()];
const USER = 'Ann Lee/7?%';

let service: Service;
beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  await insertApps(service.store, [{ app: SLACK, name: 'Slack', isFavorite: true }]);
  await insertUsers(service.store, [{ user: 'idle', username: 'idle' }]);
  await insertUsage(service.store, [
    { app: SLACK, user: USER, date: '2026-02-01', ms: 100, sessions: 2 },
    { app: SLACK, user: USER, date: '2026-02-02', ms: 51, sessions: 3 },
    { app: SLACK, user: USER, date: '2026-01-01', ms: 60, sessions: 5 },
    { app: ZOOM, user: USER, date: '2026-02-01', ms: 90, sessions: 0 },
    { app: ZOOM, user: 'someone else', date: '2026-02-01', ms: 1000 },
  ]);
});
afterAll(() => service.close());

interface Body {
  readonly data: readonly { readonly app: { readonly id: string } }[];
}
const ask = (user: string, query: Query) =>
  get(service, `/users/${encodeURIComponent(user)}/utilization/apps`, query);
const ids = async (query: Query) => ((await ask(USER, query)).body as Body).data.map(({ app }) => app.id);

it('has rows of an app and what this user did in it, most time a day first', async () => {
  const answer = await ask(USER, AGAINST_JANUARY);
  const named = { logo: null, display_colour: null, type: null, is_approved: false };
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      period: {
        start_date: '2026-02-01',
        end_date: '2026-02-28',
        compare_start_date: '2026-01-01',
        compare_end_date: '2026-01-31',
      },
      data: [
        {
          app: { id: ZOOM, canonical_name: ZOOM, ...named, is_favorite: false },
          avg_time_ms_per_day: { value: 90, change_pct: null, compare_value: null },
          days_active: 1,
          active_time_ms: { value: 90, change_pct: null, compare_value: 0 },
          session_count: { value: 0, change_pct: null, compare_value: 0 },
        },
        {
          app: { id: SLACK, canonical_name: 'Slack', ...named, is_favorite: true },
          avg_time_ms_per_day: { value: 75, change_pct: 25, compare_value: 60 },
          days_active: 2,
          active_time_ms: { value: 151, change_pct: 151.7, compare_value: 60 },
          session_count: { value: 5, change_pct: 0, compare_value: 5 },
        },
      ],
      total_count: 2,
      next_cursor: null,
    },
  ]);
});

it('says of a user and an app what the users of that app say', async () => {
  const ofUser = (await ask(USER, AGAINST_JANUARY)).body as {
    data: { avg_time_ms_per_day: unknown; days_active: number }[];
  };
  const ofApp = (await get(service, `/apps/${SLACK}/utilization/users`, AGAINST_JANUARY))
    .body as typeof ofUser;
  expect(ofApp.data[0]).toMatchObject({
    user: { id: USER },
    avg_time_ms_per_day: ofUser.data[1]?.avg_time_ms_per_day,
    days_active: ofUser.data[1]?.days_active,
  });
});

it('ignores departments, whatever they are, and narrows by name and flags', async () => {
  expect(await ids({ ...FEBRUARY, department_ids: 'nonsense', department_id: '' })).toEqual([ZOOM, SLACK]);
  expect((await ask(USER, { ...FEBRUARY, department_id: randomUUID() })).headers.deprecation).toBeUndefined();
  expect(await ids({ ...FEBRUARY, q: 'SLA' })).toEqual([SLACK]);
  expect(await ids({ ...FEBRUARY, is_favorite: 'false' })).toEqual([ZOOM]);
  expect(await ids({ ...FEBRUARY, q: 'Slack', sort_by: 'canonical_name' })).toEqual([SLACK]);
});

it('sorts names ascending and figures descending where nobody says how', async () => {
  expect(await ids({ ...FEBRUARY, sort_by: 'days_active' })).toEqual([SLACK, ZOOM]);
  expect((await ids({ ...FEBRUARY, sort_by: 'canonical_name' })).at(-1)).toBe(SLACK);
  expect((await ids({ ...FEBRUARY, sort_by: 'canonical_name', sort_order: 'desc' }))[0]).toBe(SLACK);
});

it('is empty for a user who used nothing', async () => {
  expect((await ask('idle', FEBRUARY)).body).toMatchObject({ data: [], total_count: 0, next_cursor: null });
});

it.each(['nobody', USER.toLowerCase()])('is not there for the unknown user %s', async (user) => {
  const answer = await ask(user, FEBRUARY);
  expect([answer.status, answer.body]).toEqual([404, refused('not_found', 'User or client not found')]);
});

it('is not there for a client that is unknown or no UUID', async () => {
  for (const client of [randomUUID(), 'no-uuid']) {
    const answer = await get(service, '/users/idle/utilization/apps', FEBRUARY, token(), client);
    expect([answer.status, answer.body]).toEqual([404, refused('not_found', 'User or client not found')]);
  }
});
