import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertAppUsage, insertSearches, insertSessions } from '../../support/stored-facts';
import { get, span } from './support';

/** New users a day in January 2024: the counts of the original's conformance fixture. */
const NEW_USERS: Readonly<Record<string, number>> = {
  '2024-01-02': 1,
  '2024-01-03': 1,
  '2024-01-04': 1,
  '2024-01-05': 1,
  '2024-01-06': 1,
  '2024-01-07': 1,
  '2024-01-08': 1,
  '2024-01-09': 1,
  '2024-01-10': 7,
  '2024-01-12': 4,
  '2024-01-15': 3,
  '2024-01-16': 2,
};
const USERS = Object.entries(NEW_USERS).flatMap(([date, count]) =>
  Array.from({ length: count }, (_, index) => ({ user: `${date}/${index}`, at: `${date}T23:59:59.999Z` })),
);

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  // Later activity first, in a part of its own: it must not make anyone new twice.
  await insertSearches(
    service.store,
    USERS.map(({ user }) => ({ user, at: '2024-01-16T12:00:00.000Z', org: 'org-b' })),
  );
  await insertSessions(service.store, USERS);
  await insertSessions(service.store, [{ user: 'eve', at: '2024-01-16T00:00:00.000Z', tenant: 'other' }]);
});
afterAll(() => service.stop());

async function ask(start: string, end: string, tenant?: string): Promise<unknown> {
  const answer = await get(service, 'users/new-users', span(start, end), tenant);
  expect(answer.status).toBe(200);
  return answer.body as unknown;
}

function rows(...days: readonly (readonly [string, number])[]): unknown {
  return days.map(([date, users]) => ({ day: `${date}T00:00:00.000Z`, users }));
}

const FOUR_DAYS = rows(['2024-01-16', 2], ['2024-01-15', 3], ['2024-01-12', 4], ['2024-01-10', 7]);
const END = '2024-01-16T23:59:59.999Z';

test('seven days: the previous eight are capped at seven rows', async () => {
  expect(await ask('2024-01-10T00:00:00.000Z', END)).toEqual({
    days: FOUR_DAYS,
    period: { count: 16, variation: 9 },
    yesterday: { count: 3, variation: -1 },
    success: true,
  });
});

test('eight days: an empty day leaves room for the oldest', async () => {
  expect(await ask('2024-01-09T00:00:00.000Z', END)).toMatchObject({ period: { count: 17, variation: 10 } });
});

test('with times of day the days stay whole and N gets smaller', async () => {
  expect(await ask('2024-01-10T20:00:00.000Z', '2024-01-16T04:00:00.000Z')).toEqual({
    days: FOUR_DAYS,
    period: { count: 16, variation: 10 },
    yesterday: { count: 3, variation: -1 },
    success: true,
  });
});

test('one day, in the exact text', async () => {
  const answer = await get(service, 'users/new-users', span('2024-01-16T00:00:00.000Z', END));
  expect(answer.text).toBe(
    '{"days":[{"day":"2024-01-16T00:00:00.000Z","users":2}],"period":{"count":2,"variation":-1},' +
      '"yesterday":{"count":0,"variation":2},"success":true}',
  );
});

test('all of time, in years of six digits', async () => {
  const all = await ask('-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z');
  expect(all).toMatchObject({ period: { count: 24, variation: 24 }, yesterday: { count: 0, variation: 0 } });
});

test('a tenant sees nothing of another', async () => {
  expect(await ask('2024-01-10T00:00:00.000Z', END, 'other')).toMatchObject({
    period: { count: 1, variation: 1 },
  });
});

test('an earlier activity that comes late moves the day, app usage included', async () => {
  const tenant = 'late';
  await insertSessions(service.store, [{ tenant, user: 'ann', at: '2024-03-05T12:00:00.000Z' }]);
  const march = ['2024-03-01T00:00:00.000Z', '2024-03-31T00:00:00.000Z', tenant] as const;
  expect(await ask(...march)).toMatchObject({ days: rows(['2024-03-05', 1]) });
  await insertAppUsage(service.store, [{ tenant, user: 'ann', date: '2024-03-02' }]);
  expect(await ask(...march)).toMatchObject({
    days: rows(['2024-03-02', 1]),
    period: { count: 1, variation: 1 },
  });
  await insertSearches(service.store, [{ tenant, user: 'ann', at: '2024-02-29T23:59:59.999Z' }]);
  expect(await ask(...march)).toMatchObject({ days: [], period: { count: 0, variation: -1 } });
});
