import { expectPagesAreTheList, NAMES } from './both-ways';
import { insertClients, insertUsage, insertUsers } from './facts';
import { AGAINST_JANUARY, APP, startService, type Service } from './support';
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

test.each([
  ['more people than are read whole', 5_001, 'u'],
  ['ids that are too long together for a statement', 600, 'é'.repeat(200)],
])('%s are paged by the engine', async (_, people, prefix) => {
  const of = usersOfApps(service);
  const app = await of.appWith(
    Array.from({ length: people }, (__, at) => ({ user: `${prefix}${at}`, date: '2026-02-01', ms: at })),
  );
  const { data, total_count } = await of.body(app, { ...AGAINST_JANUARY, page_size: 3 });
  expect(total_count).toBe(people);
  expect(data.map(({ user }) => user.id)).toEqual([1, 2, 3].map((back) => `${prefix}${people - back}`));
});
