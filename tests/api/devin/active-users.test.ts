import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertAppUsage, insertSearches, insertSessions } from '../../support/stored-facts';
import { between, ENTERPRISE, get, organization, unixSeconds } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-03-01T09:59:59.999Z' },
    { user: 'ann', at: '2024-03-03T12:00:00.000Z', org: 'org-b' },
    { user: 'bob', at: '2024-03-01T10:00:00.000Z' },
    { user: 'eve', at: '2024-03-02T10:00:00.000Z', tenant: 'other' },
  ]);
  await insertSearches(service.store, [
    { user: 'cid', at: '2024-03-02T00:00:00.000Z' },
    { user: 'dan', at: '2024-03-03T12:00:00.999Z', org: 'org-b' },
  ]);
  // Sent again, in parts of their own: nothing may change.
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-03-03T12:00:00.000Z', org: 'org-b', updatedAt: '2024-03-09T00:00:00.000Z' },
    { user: 'bob', at: '2024-03-01T10:00:00.000Z' },
  ]);
  await insertAppUsage(service.store, [{ user: 'fay', date: '2024-03-02' }]);
});
afterAll(() => service.stop());

async function users(after: string, before: string, query = '', scope = ENTERPRISE): Promise<unknown> {
  const answer = await get(service, `${scope}/active-users?${between(after, before)}${query}`);
  expect(answer.status).toBe(200);
  const { active_users, ...times } = answer.body as Record<string, unknown>;
  expect(times).toEqual({ start_time: unixSeconds(after), end_time: unixSeconds(before) });
  return active_users;
}

test('an answer is exactly the documented keys, in that order, and echoes the range', async () => {
  const answer = await get(
    service,
    `${ENTERPRISE}/active-users?time_after=1709287200&time_before=1709467201`,
  );
  expect(answer.text).toBe('{"start_time":1709287200,"end_time":1709467201,"active_users":4}');
});

test('time_after is inside and time_before outside, to the second', async () => {
  expect(await users('2024-03-01T10:00:00Z', '2024-03-01T10:00:01Z')).toBe(1);
  expect(await users('2024-03-01T10:00:01Z', '2024-03-01T23:00:00Z')).toBe(0);
  expect(await users('2024-03-01T09:59:59Z', '2024-03-01T10:00:00Z')).toBe(1);
  expect(await users('2024-03-01T09:59:59Z', '2024-03-01T10:00:01Z')).toBe(2);
  expect(await users('2024-03-03T12:00:00Z', '2024-03-03T12:00:01Z')).toBe(2);
});

test('whole days and ragged edges make one set of users', async () => {
  expect(await users('2024-03-01T00:00:00Z', '2024-03-04T00:00:00Z')).toBe(4);
  expect(await users('2024-03-01T10:00:00Z', '2024-03-03T12:00:00Z')).toBe(2);
  expect(await users('2024-03-01T09:00:00Z', '2024-03-03T12:00:00Z')).toBe(3);
  expect(await users('2024-03-02T00:00:00Z', '2024-03-03T00:00:00Z')).toBe(1);
});

test('a user of several organizations is one, and each organization sees its own', async () => {
  const [from, to] = ['2024-03-01T09:00:00Z', '2024-03-03T18:00:00Z'];
  expect(await users(from, to)).toBe(4);
  expect(await users(from, to, '&org_ids=org-a')).toBe(3);
  expect(await users(from, to, '', organization('org-b'))).toBe(2);
  expect(await users(from, to, '&org_ids=org-a,org-b&org_ids=org-x')).toBe(4);
});

test('thresholds add up days, edges and organizations, and count nothing twice', async () => {
  const [from, to] = ['2024-03-01T09:00:00Z', '2024-03-04T00:00:00Z'];
  expect(await users(from, to, '&min_sessions=2&min_searches=2')).toBe(1);
  expect(await users(from, '2024-03-03T18:00:00Z', '&min_sessions=2&min_searches=2')).toBe(1);
  expect(await users('2024-03-01T09:59:59Z', '2024-03-03T12:00:00Z', '&min_sessions=2&min_searches=2')).toBe(
    0,
  );
  expect(await users(from, to, '&min_sessions=2&min_searches=2&org_ids=org-b')).toBe(0);
  expect(await users(from, to, '&min_sessions=3&min_searches=1')).toBe(2);
  expect(await users(from, to, '&min_sessions=1&min_searches=2')).toBe(2);
  expect(await users(from, to, '&min_sessions=0&min_searches=99')).toBe(4);
});

test('a tenant sees nothing of another', async () => {
  const range = between('2024-03-01T09:00:00Z', '2024-03-04T00:00:00Z');
  const answer = await get(service, `${ENTERPRISE}/active-users?${range}`, 'other');
  expect(answer.body).toMatchObject({ active_users: 1 });
});
