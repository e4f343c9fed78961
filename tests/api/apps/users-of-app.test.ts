import { randomUUID } from 'node:crypto';
import { insertApps, insertClients, insertUsage, insertUsers } from './facts';
import { AGAINST_JANUARY, CLIENT, FEBRUARY, get, startService, token, type Service } from './support';
import { used, usersOfApps, type UsersBody, type UsersOfApps } from './users-of-apps';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let service: Service;
let of: UsersOfApps;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  of = usersOfApps(service);
});
afterAll(() => service.close());

describe('the answer of seed 004', () => {
  it('has the literal shape, with the last activity over all apps and all time', async () => {
    const [james, sarah] = ['u1a2b3c4-d5e6-7890-abcd-ef1234567890', 'u2b3c4d5-e6f7-8901-bcde-f12345678901'];
    await insertUsers(service.store, [
      { user: james, username: 'james.wilson', userKey: 'james.wilson@example.com' },
      { user: sarah, username: 'sarah.chen', userKey: 'sarah.chen@example.com' },
    ]);
    await of.appWith([
      { user: james, date: '2026-02-28', ms: 1, endedAt: '2026-02-28 17:42:00.000' },
      { user: sarah, date: '2026-02-28', ms: 1, endedAt: '2026-02-28 16:10:00.000' },
      { user: sarah, date: '2026-02-27', ms: 1, endedAt: '2026-02-27 09:00:00.000', platform: 'web' },
    ]);
    const app = await of.appWith([
      ...used(james, '02', [1, 2, 3], 6_060_000),
      ...used(james, '01', [1, 2, 3], 5_386_666),
      ...used(sarah, '02', [1, 2], 5_520_000),
      ...used(sarah, '01', [1], 5_756_000),
    ]);

    const answer = await of.ask(app, AGAINST_JANUARY);

    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.text).toBe(
      JSON.stringify({
        period: {
          start_date: '2026-02-01',
          end_date: '2026-02-28',
          compare_start_date: '2026-01-01',
          compare_end_date: '2026-01-31',
        },
        data: [
          {
            user: {
              id: james,
              username: 'james.wilson',
              user_key: 'james.wilson@example.com',
              last_activity: {
                at: '2026-02-28T17:42:00.000Z',
                desktop_at: '2026-02-28T17:42:00.000Z',
                web_at: null,
              },
            },
            avg_time_ms_per_day: { value: 6060000, change_pct: 12.5, compare_value: 5386666 },
            days_active: 3,
          },
          {
            user: {
              id: sarah,
              username: 'sarah.chen',
              user_key: 'sarah.chen@example.com',
              last_activity: {
                at: '2026-02-28T16:10:00.000Z',
                desktop_at: '2026-02-28T16:10:00.000Z',
                web_at: '2026-02-27T09:00:00.000Z',
              },
            },
            avg_time_ms_per_day: { value: 5520000, change_pct: -4.1, compare_value: 5756000 },
            days_active: 2,
          },
        ],
        total_count: 2,
        next_cursor: null,
      }),
    );
  });

  it('is empty, not missing, for an app without usage in the period', async () => {
    const app = randomUUID();
    await insertApps(service.store, [{ app, name: 'Unused' }]);

    const answer = await of.ask(app, FEBRUARY);

    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      '{"period":{"start_date":"2026-02-01","end_date":"2026-02-28","compare_start_date":null,' +
        '"compare_end_date":null},"data":[],"total_count":0,"next_cursor":null}',
    );
  });

  it('names a user without a directory entry by the id, and by the newest entry otherwise', async () => {
    const app = await of.appWith([
      ...used('it\'s\t"q" \\ u', '02', [1], 2),
      ...used('renamed', '02', [1], 1),
    ]);
    await insertUsers(service.store, [{ user: 'renamed', username: 'New name', userKey: 'new', version: 2 }]);
    await insertUsers(service.store, [{ user: 'renamed', username: 'Old name', userKey: 'old', version: 1 }]);

    const { data } = await of.body(app, FEBRUARY);

    expect(data.map(({ user }) => user)).toMatchObject([
      { id: 'it\'s\t"q" \\ u', username: 'it\'s\t"q" \\ u', user_key: 'it\'s\t"q" \\ u' },
      { id: 'renamed', username: 'New name', user_key: 'new' },
    ]);
  });
});

describe('the average per used day', () => {
  const usage = [
    ...used('u', '02', [2, 3, 4, 5, 6], 2 * HOUR_MS),
    ...used('u', '02', [11], 30 * MINUTE_MS),
    ...used('u', '02', [14], 5 * MINUTE_MS),
    ...used('u', '02', [16, 17, 18, 19], 3 * HOUR_MS),
  ];

  it('is the sum over the distinct used days, and byte for byte the same for every granularity', async () => {
    const app = await of.appWith(usage);
    const answers = await Promise.all(
      ['daily', 'weekly', 'monthly', 'quarterly'].map((granularity) =>
        of.ask(app, { ...FEBRUARY, granularity }),
      ),
    );
    expect((answers[0]?.body as UsersBody).data[0]).toMatchObject({
      avg_time_ms_per_day: { value: 7390909 },
      days_active: 11,
    });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('counts a short Saturday like every other day: 2 h 15 min become 2 h 03 min', async () => {
    const app = await of.appWith(usage.filter(({ date }) => date !== '2026-02-14'));
    expect((await of.body(app, FEBRUARY)).data[0]?.avg_time_ms_per_day.value).toBe(8_100_000);
  });

  it('adds up overlapping reports of a day and counts the day once', async () => {
    const app = await of.appWith([
      { user: 'u', date: '2026-02-01', ms: 10, id: 'a' },
      { user: 'u', date: '2026-02-01', ms: 5, id: 'b' },
      { user: 'u', date: '2026-02-02', ms: 6, id: 'a' },
    ]);
    expect((await of.body(app, FEBRUARY)).data[0]).toMatchObject({
      avg_time_ms_per_day: { value: 10 },
      days_active: 2,
    });
  });

  it('takes the newest version of a report, whichever came last', async () => {
    const report = { user: 'u', date: '2026-02-01', id: 'one' };
    const app = await of.appWith([{ ...report, ms: 7, version: '2026-02-03 00:00:00.000' }]);
    await insertUsage(service.store, [{ ...report, app, ms: 9, version: '2026-02-02 00:00:00.000' }]);
    await insertUsage(service.store, [{ ...report, app, ms: 7, version: '2026-02-03 00:00:00.000' }]);
    expect((await of.body(app, FEBRUARY)).data[0]?.avg_time_ms_per_day.value).toBe(7);
  });

  it('counts a day without milliseconds, which makes an average of 0 possible', async () => {
    const app = await of.appWith([{ user: 'u', date: '2026-02-01', ms: 0, sessions: 3 }]);
    expect((await of.body(app, FEBRUARY)).data[0]).toMatchObject({
      avg_time_ms_per_day: { value: 0 },
      days_active: 1,
    });
  });

  it('includes both ends of the period and nothing beyond', async () => {
    const app = await of.appWith([
      { user: 'u', date: '2026-01-31', ms: 1000 },
      { user: 'u', date: '2026-02-01', ms: 1 },
      { user: 'u', date: '2026-02-28', ms: 3 },
      { user: 'u', date: '2026-03-01', ms: 1000 },
    ]);
    expect((await of.body(app, FEBRUARY)).data[0]).toMatchObject({
      avg_time_ms_per_day: { value: 2 },
      days_active: 2,
    });
  });

  it('holds more than 32 bits of milliseconds', async () => {
    const everyDay = Array.from({ length: 28 }, (_, day) => day + 1);
    const overlapping = Array.from({ length: 4 }, (_, id) =>
      used('u', '02', everyDay, 90_000_000).map((one) => ({ ...one, id: `${id}-${one.date}` })),
    ).flat();
    const app = await of.appWith(overlapping);
    expect((await of.body(app, FEBRUARY)).data[0]?.avg_time_ms_per_day.value).toBe(360_000_000);
  });

  it('answers for dates that no store holds', async () => {
    const app = await of.appWith(used('u', '02', [1], 1));
    const early = { granularity: 'daily', start_date: '0001-01-01', end_date: '0001-12-31' };
    expect(await of.body(app, early)).toMatchObject({ data: [], total_count: 0 });
    const late = { granularity: 'daily', start_date: '9999-01-01', end_date: '9999-12-31' };
    expect(await of.body(app, late)).toMatchObject({ data: [], total_count: 0 });
  });
});

it('takes client and app ids in either case', async () => {
  const app = await of.appWith(used('u', '02', [1], 1));
  const path = `/apps/${app.toUpperCase()}/utilization/users`;
  const bearer = token({ clients: [CLIENT.toUpperCase()] });
  const answer = await get(service, path, FEBRUARY, bearer, CLIENT.toUpperCase());
  expect((answer.body as UsersBody).total_count).toBe(1);
});
