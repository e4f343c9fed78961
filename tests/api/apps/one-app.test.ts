import { randomUUID } from 'node:crypto';
import { insertApps, insertClients, insertUsage, type Usage } from './facts';
import { AGAINST_JANUARY, FEBRUARY, get, refused, startService, type Query, type Service } from './support';

const HOUR_MS = 3_600_000;

let service: Service;
beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
});
afterAll(() => service.close());

async function appWith(usage: readonly Omit<Usage, 'app'>[]): Promise<string> {
  const app = randomUUID();
  await insertApps(service.store, [{ app, name: 'Slack' }]);
  if (usage.length > 0)
    await insertUsage(
      service.store,
      usage.map((one) => ({ ...one, app })),
    );
  return app;
}
const detail = (app: string, query: Query) => get(service, `/apps/${app}/utilization`, query);
const activity = (app: string, query: Query) => get(service, `/apps/${app}/activity`, query);

const SLACK = {
  canonical_name: 'Slack',
  logo: null,
  display_colour: null,
  type: null,
  is_approved: false,
  is_favorite: false,
};
const nothing = { value: 0, change_pct: null, compare_value: null };

describe('the detail', () => {
  it('is flat and zero where nobody used the app', async () => {
    const app = await appWith([]);
    const answer = await detail(app, FEBRUARY);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        period: {
          start_date: '2026-02-01',
          end_date: '2026-02-28',
          compare_start_date: null,
          compare_end_date: null,
        },
        app: { id: app, ...SLACK },
        unique_users: nothing,
        active_time_ms: nothing,
        avg_time_ms_per_day: nothing,
        session_count: nothing,
        days_active: 0,
      },
    ]);
  });

  it('knows a sum over an empty comparison, and an average of nothing not', async () => {
    const app = await appWith([{ user: 'u', date: '2026-02-01', ms: 5 }]);
    expect((await detail(app, AGAINST_JANUARY)).body).toMatchObject({
      unique_users: { value: 1, change_pct: null, compare_value: 0 },
      active_time_ms: { value: 5, change_pct: null, compare_value: 0 },
      avg_time_ms_per_day: { value: 5, change_pct: null, compare_value: null },
      session_count: { value: 1, change_pct: null, compare_value: 0 },
    });
  });

  it('falls by 100 percent where only the comparison was used', async () => {
    const app = await appWith([{ user: 'u', date: '2026-01-01', ms: 5 }]);
    const gone = (base: number) => ({ value: 0, change_pct: -100, compare_value: base });
    expect((await detail(app, AGAINST_JANUARY)).body).toMatchObject({
      unique_users: gone(1),
      active_time_ms: gone(5),
      avg_time_ms_per_day: gone(5),
      session_count: gone(1),
      days_active: 0,
    });
  });

  it('averages everybody over the days on which anybody used the app, beyond 24 hours', async () => {
    const app = await appWith(
      ['a', 'b', 'c', 'd'].map((user) => ({ user, date: '2026-02-01', ms: 8 * HOUR_MS })),
    );
    expect((await detail(app, FEBRUARY)).body).toMatchObject({
      avg_time_ms_per_day: { value: 32 * HOUR_MS },
      days_active: 1,
    });
  });
});

describe('the activity', () => {
  it('has a point for every date, zeros included, and no comparison', async () => {
    const app = await appWith([{ user: 'u', date: '2026-02-02', ms: 7_200_000 }]);
    const query = {
      granularity: 'daily',
      metric: 'active-time',
      start_date: '2026-02-01',
      end_date: '2026-02-03',
    };
    const answer = await activity(app, { ...query, compare_start_date: 'nonsense' });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      '{"metric":"active-time","label":"Active Time","period":{"start_date":"2026-02-01","end_date":"2026-02-03",' +
        '"compare_start_date":null,"compare_end_date":null},"data":[{"date":"2026-02-01","value":0},' +
        '{"date":"2026-02-02","value":7200000},{"date":"2026-02-03","value":0}]}',
    );
  });

  it('counts a user once in a bucket, and cuts buckets at the ends of the period', async () => {
    const app = await appWith([
      { user: 'a', date: '2026-01-31', ms: 1 },
      { user: 'a', date: '2026-02-01', ms: 1 },
      { user: 'a', date: '2026-02-02', ms: 1 },
      { user: 'a', date: '2026-02-03', ms: 1 },
      { user: 'b', date: '2026-02-08', ms: 1 },
      { user: 'b', date: '2026-02-10', ms: 1 },
    ]);
    const query = {
      granularity: 'weekly',
      metric: 'user-count',
      start_date: '2026-02-01',
      end_date: '2026-02-09',
    };
    expect((await activity(app, query)).body).toMatchObject({
      label: 'User Count',
      data: [
        { date: '2026-02-01', value: 1 },
        { date: '2026-02-02', value: 2 },
        { date: '2026-02-09', value: 0 },
      ],
    });
  });

  it('counts sessions on the date they started', async () => {
    const app = await appWith([
      { user: 'a', date: '2026-02-01', ms: 1, sessions: 3, id: 'over-midnight' },
      { user: 'a', date: '2026-02-02', ms: 1, sessions: 3, countsSessions: false, id: 'over-midnight' },
    ]);
    const query = {
      granularity: 'daily',
      metric: 'session-count',
      start_date: '2026-02-01',
      end_date: '2026-02-02',
    };
    expect((await activity(app, query)).body).toMatchObject({
      label: 'Session Count',
      data: [
        { date: '2026-02-01', value: 3 },
        { date: '2026-02-02', value: 0 },
      ],
    });
  });

  it('holds 366 points, and is all zeros where no store reaches', async () => {
    const app = await appWith([]);
    const year = {
      granularity: 'daily',
      metric: 'active-time',
      start_date: '0004-01-01',
      end_date: '0004-12-31',
    };
    const { data } = (await activity(app, year)).body as { data: { date: string; value: number }[] };
    expect(data).toHaveLength(366);
    expect(data[59]).toEqual({ date: '0004-02-29', value: 0 });
  });

  it('asks for its metric first', async () => {
    const app = await appWith([]);
    const missing = await activity(app, { end_date: '2026-02-01' });
    expect([missing.status, missing.body]).toEqual([
      400,
      refused('invalid_parameter', 'metric is required', {
        metric: null,
        granularity: null,
        start_date: null,
      }),
    ]);
    const unknown = await activity(app, { ...FEBRUARY, metric: 'active_time' });
    expect(unknown.body).toEqual(
      refused(
        'invalid_parameter',
        'Unknown metric: active_time. Valid values: active-time, session-count, user-count',
        {
          metric: 'active_time',
        },
      ),
    );
  });
});

it.each(['utilization', 'activity'])('%s of an unknown app is not there', async (what) => {
  for (const app of [randomUUID(), 'no-uuid']) {
    const answer = await get(service, `/apps/${app}/${what}`, { ...FEBRUARY, metric: 'user-count' });
    expect([answer.status, answer.body]).toEqual([404, refused('not_found', 'App or client not found')]);
  }
});
