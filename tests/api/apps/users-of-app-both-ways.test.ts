import { expectPagesAreTheList, NAMES } from './both-ways';
import { insertClients, insertUsage, insertUsers } from './facts';
import { AGAINST_JANUARY, APP, FEBRUARY, startService, type Service } from './support';
import { usersOfApps } from './users-of-apps';

/** Each name stands for somebody in the directory, and for somebody who is not. */
const USERS = NAMES.flatMap((name, index) => [`u${index}`, name]);

let service: Service;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  await insertUsers(
    service.store,
    NAMES.map((username, index) => ({ user: `u${index}`, username })),
  );
  const usage = USERS.flatMap((user, index) => [
    { user, date: '2026-02-01', ms: 1000 * (index % 3), id: 'one' },
    { user, date: '2026-02-02', ms: 700, id: 'two' },
    ...(index % 4 === 0 ? [] : [{ user, date: '2026-01-05', ms: 100 * (index % 5), id: 'before' }]),
  ]);
  // In parts of their own: the same reports again, one in a newer version, and another of the same day.
  await insertUsage(service.store, usage);
  await insertUsage(service.store, usage.slice(0, 20));
  await insertUsage(
    service.store,
    usage.slice(5, 30).flatMap((one) => [
      { ...one, ms: one.ms + 11, version: '2026-02-20 00:00:00.000' },
      { ...one, id: 'another', ms: 5 },
    ]),
  );
});
afterAll(() => service.close());

describe.each(['avg_time', 'avg_time_change', 'days_active', 'username'])('sorted by %s', (sort_by) => {
  test.each(['asc', 'desc'])('%s, the pages are the list that the engine sorts', async (sort_order) => {
    const of = usersOfApps(service);
    const ask = (query: object): ReturnType<typeof of.ask> =>
      of.ask(APP, { ...AGAINST_JANUARY, sort_by, sort_order, ...query });
    await expectPagesAreTheList(ask, USERS.length, 5);
  });
});

describe('people who used it every fifth day of 2025', () => {
  const DAY_MS = 86_400_000;
  const usage = ['one', 'other'].flatMap((user, first) =>
    Array.from({ length: 73 }, (_, at) => ({
      user,
      date: new Date(Date.UTC(2025, 0, 1 + first + 5 * at)).toISOString().slice(0, 10),
      ms: 1000 * (at + 1),
    })),
  );
  let app: string;
  beforeAll(async () => {
    app = await usersOfApps(service).appWith(usage);
  });

  test.each([
    ['one day', '2025-06-05', '2025-06-05'],
    ['days of one week', '2025-06-03', '2025-06-07'],
    ['weeks, the first and the last cut', '2025-03-05', '2025-09-20'],
    ['more weeks than are added up', '2025-01-01', '2025-12-31'],
  ])('are told their days within %s, compared with as many before', async (_, start_date, end_date) => {
    const days = 1 + (Date.parse(end_date) - Date.parse(start_date)) / DAY_MS;
    const dateBefore = (date: string, count: number): string =>
      new Date(Date.parse(date) - count * DAY_MS).toISOString().slice(0, 10);
    const before = { from: dateBefore(start_date, days), to: dateBefore(start_date, 1) };
    const { data } = await usersOfApps(service).body(app, {
      ...{ granularity: 'daily', start_date, end_date, sort_by: 'username', sort_order: 'asc' },
      ...{ compare_start_date: before.from, compare_end_date: before.to },
    });
    const within = (user: string, from: string, to: string): number[] =>
      usage.filter((one) => one.user === user && one.date >= from && one.date <= to).map(({ ms }) => ms);
    const average = (ms: readonly number[]): number | null =>
      ms.length === 0 ? null : Math.floor(ms.reduce((sum, one) => sum + one, 0) / ms.length);
    const expected = ['one', 'other'].flatMap((user) => {
      const used = within(user, start_date, end_date);
      const average_before = average(within(user, before.from, before.to));
      return used.length === 0 ? [] : [[user, used.length, average(used), average_before]];
    });
    expect(
      data.map(({ user, days_active, avg_time_ms_per_day: { value, compare_value } }) => [
        ...[user.id, days_active, value, compare_value],
      ]),
    ).toEqual(expected);
  });
});

test.each([
  ['more people than are read whole', 5_001, 1, 'u'],
  ['more people than one statement brings', 20_001, 1, 'u'],
  ['more weeks of people than are added up', 4_600, 11, 'u'],
  ['ids that are too long together for a statement', 600, 1, 'é'.repeat(200)],
])('%s are paged by the engine', async (_, people, weeks, prefix) => {
  const of = usersOfApps(service);
  const sundays = Array.from({ length: weeks }, (__, week) =>
    new Date(Date.UTC(2026, 1, 1 - 7 * week)).toISOString().slice(0, 10),
  );
  const app = await of.appWith(
    sundays.flatMap((date) =>
      Array.from({ length: people }, (__, at) => ({ user: `${prefix}${at}`, date, ms: at })),
    ),
  );
  const period = { ...FEBRUARY, start_date: '2025-11-01' };
  const { data, total_count } = await of.body(app, { ...period, page_size: 3 });
  expect(total_count).toBe(people);
  expect(data.map(({ user }) => user.id)).toEqual([1, 2, 3].map((back) => `${prefix}${people - back}`));
});
