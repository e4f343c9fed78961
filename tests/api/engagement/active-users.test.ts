import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertAppUsage, insertSearches, insertSessions } from '../../support/stored-facts';
import { get, span } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2023-04-30T23:59:59.999Z' },
    { user: 'ann', at: '2023-05-01T00:00:00.000Z', org: 'org-b' },
    { user: 'ann', at: '2023-05-01T09:00:00.000Z' },
    { user: 'bob', at: '2023-05-31T23:59:59.999Z' },
    { user: 'eve', at: '2023-05-01T09:00:00.000Z', tenant: 'other' },
  ]);
  await insertSearches(service.store, [
    { user: 'ann', at: '2023-05-01T10:00:00.000Z' },
    { user: 'Zoe', at: '2023-05-01T10:00:00.000Z' },
    { user: '\u{1F600}', at: '2023-05-01T10:00:00.000Z' },
    { user: '\uFF5E', at: '2023-05-01T10:00:00.000Z' },
    { user: 'é', at: '2023-05-01T10:00:00.000Z' },
  ]);
  await insertAppUsage(service.store, [
    { user: 'cid', date: '2023-05-02' },
    { user: 'ann', date: '2023-05-01' },
    { user: 'dan', date: '1969-12-31' },
  ]);
});
afterAll(() => service.stop());

const MAY_FIRST = {
  usersList: ['Zoe', 'ann', 'é', '\uFF5E', '\u{1F600}'],
  users: 5,
  day: 1,
  month: 5,
  year: 2023,
};

test('days come newest first, each user once, by code point, whatever they did and wherever', async () => {
  const answer = await get(
    service,
    'users/active-users',
    span('2023-04-30T12:00:00.000Z', '2023-05-02T00:00:00.000Z'),
  );
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    month: [
      { usersList: ['cid'], users: 1, day: 2, month: 5, year: 2023 },
      MAY_FIRST,
      { usersList: ['ann'], users: 1, day: 30, month: 4, year: 2023 },
    ],
    success: true,
  });
});

test('keys come in the documented order, success last', async () => {
  const answer = await get(
    service,
    'users/active-users',
    span('2023-05-31T00:00:00.000Z', '2023-05-31T00:00:00.000Z'),
  );
  expect(answer.text).toBe(
    '{"month":[{"usersList":["bob"],"users":1,"day":31,"month":5,"year":2023}],"success":true}',
  );
});

test('both ends are whole days, whatever their time of day', async () => {
  const answer = await get(
    service,
    'users/active-users',
    span('2023-05-01T23:59:59.999Z', '2023-05-01T23:59:59.999Z'),
  );
  expect(answer.body).toEqual({ month: [MAY_FIRST], success: true });
});

test('all of time holds every day, also before 1970', async () => {
  const all = span('-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z');
  const { month } = (await get(service, 'users/active-users', all)).body as { month: { year: number }[] };
  expect(month.map(({ year }) => year)).toEqual([2023, 2023, 2023, 2023, 1969]);
});

test('a tenant sees nothing of another', async () => {
  const answer = await get(
    service,
    'users/active-users',
    span('2023-05-01T00:00:00.000Z', '2023-05-02T00:00:00.000Z'),
    'other',
  );
  expect(answer.body).toMatchObject({ month: [{ usersList: ['eve'] }] });
});

test('an answer that was kept is the same to the byte, another to a late event, and still for those alone who may ask', async () => {
  const query = span('2022-02-01T00:00:00.000Z', '2022-02-03T00:00:00.000Z');
  const ask = (): ReturnType<typeof get> => get(service, 'users/active-users', query);
  await insertSessions(service.store, [{ user: 'ann', at: '2022-02-02T08:00:00.000Z' }]);
  const first = await ask();
  const second = await ask();
  expect([second.text, second.headers.etag]).toEqual([first.text, first.headers.etag]);
  expect(
    (
      await ask()
        .set('If-None-Match', String(first.headers.etag))
        .ok(() => true)
    ).status,
  ).toBe(304);
  expect((await get(service, 'users/active-users', query, 'other')).body).toEqual({
    month: [],
    success: true,
  });
  const csv = await ask().set('Accept', 'text/csv');
  expect(csv.text).toContain('usersList');

  await insertSearches(service.store, [{ user: 'bob', at: '2022-02-02T07:00:00.000Z' }]);
  const late = await ask();
  expect(late.body).toMatchObject({ month: [{ usersList: ['ann', 'bob'] }] });
  expect(late.headers.etag).not.toBe(first.headers.etag);
});
