import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertAppUsage, insertSearches, insertSessions } from '../../support/stored-facts';
import { between, ENTERPRISE, get, organization } from './support';

/** Monday 2024-01-29 to Monday 2024-02-05; February 2024 has 29 days. */
let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-01-29T00:00:00.000Z' },
    { user: 'ann', at: '2024-01-31T23:59:59.999Z' },
    { user: 'ann', at: '2024-01-31T12:00:00.000Z', org: 'org-b' },
    { user: 'bob', at: '2024-02-04T23:59:59.999Z' },
    { user: 'cid', at: '2024-02-05T00:00:00.000Z', org: 'org-b' },
    { user: 'eve', at: '2024-01-31T12:00:00.000Z', tenant: 'other' },
  ]);
  await insertSearches(service.store, [
    { user: 'bob', at: '2024-01-31T08:00:00.000Z', org: 'org,c/ü' },
    { user: 'dan', at: '2024-02-01T08:00:00.000Z' },
    { user: 'dan', at: '2024-02-01T09:00:00.000Z' },
    { user: 'dan', at: '2024-02-29T23:59:59.999Z' },
  ]);
  // Sent again, in parts of their own: nothing may change.
  await insertSessions(service.store, [{ user: 'ann', at: '2024-01-29T00:00:00.000Z' }]);
  await insertSearches(service.store, [
    { user: 'dan', at: '2024-02-01T08:00:00.000Z', updatedAt: '2024-02-03T00:00:00.000Z' },
  ]);
  await insertAppUsage(service.store, [{ user: 'fay', date: '2024-01-30' }]);
});
afterAll(() => service.stop());

interface Entry {
  readonly start_time: number;
  readonly end_time: number;
  readonly active_users: number;
}

function day(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().slice(0, 10);
}

/** Each entry as `first day..last day: users`. */
async function series(path: string, tenant?: string): Promise<string[]> {
  const answer = await get(service, path, tenant);
  expect(answer.status).toBe(200);
  return (answer.body as Entry[]).map(({ start_time, end_time, active_users }) => {
    expect([start_time % 86_400, end_time % 86_400]).toEqual([0, 86_399]);
    return `${day(start_time)}..${day(end_time)}: ${active_users}`;
  });
}

const LAST_OF_JANUARY = between('2024-01-31T12:00:00Z', '2024-02-02T00:00:00Z');

test('dau lists every UTC day that the range overlaps, whole, zeros included', async () => {
  const range = between('2024-01-29T23:59:59Z', '2024-02-01T00:00:01Z');
  expect(await series(`${ENTERPRISE}/dau?${range}`)).toEqual([
    '2024-01-29..2024-01-29: 1',
    '2024-01-30..2024-01-30: 0',
    '2024-01-31..2024-01-31: 2',
    '2024-02-01..2024-02-01: 1',
  ]);
});

test('wau counts whole weeks from Monday to Sunday 23:59:59', async () => {
  const range = between('2024-02-02T00:00:00Z', '2024-02-05T00:00:01Z');
  expect(await series(`${ENTERPRISE}/wau?${range}`)).toEqual([
    '2024-01-29..2024-02-04: 3',
    '2024-02-05..2024-02-11: 1',
  ]);
});

test('mau counts whole calendar months', async () => {
  expect(await series(`${ENTERPRISE}/mau?${LAST_OF_JANUARY}`)).toEqual([
    '2024-01-01..2024-01-31: 2',
    '2024-02-01..2024-02-29: 3',
  ]);
});

test('an answer is exactly the documented keys, in that order', async () => {
  const answer = await get(
    service,
    `${ENTERPRISE}/dau?${between('2024-01-29T00:00:00Z', '2024-01-30T00:00:00Z')}`,
  );
  expect(answer.text).toBe('[{"start_time":1706486400,"end_time":1706572799,"active_users":1}]');
  expect(answer.headers['content-type']).toBe('application/json');
});

test('org_ids may be repeated, separated by commas or both; unknown ones add nothing', async () => {
  const path = `${ENTERPRISE}/mau?${LAST_OF_JANUARY}`;
  const january = async (query: string): Promise<string | undefined> => (await series(`${path}&${query}`))[0];
  expect(await january('org_ids=org-b')).toBe('2024-01-01..2024-01-31: 1');
  expect(await january('org_ids=nobody,org-b')).toBe('2024-01-01..2024-01-31: 1');
  expect(await january('org_ids=org-b&org_ids=org-a,nobody')).toBe('2024-01-01..2024-01-31: 1');
  expect(await january('org_ids=nobody')).toBe('2024-01-01..2024-01-31: 0');
});

test('an organization sees its own users alone, whatever its id looks like and whatever org_ids says', async () => {
  const january = async (orgId: string): Promise<string | undefined> =>
    (await series(`${organization(orgId)}/mau?${LAST_OF_JANUARY}&org_ids=org-a,org-b`))[0];
  expect(await january('org-a')).toBe('2024-01-01..2024-01-31: 1');
  expect(await january('org,c/ü')).toBe('2024-01-01..2024-01-31: 1');
  expect(await january("'; DROP TABLE headcount.sessions; --\\")).toBe('2024-01-01..2024-01-31: 0');
});

test('a tenant sees nothing of another', async () => {
  expect(await series(`${ENTERPRISE}/mau?${LAST_OF_JANUARY}`, 'other')).toEqual([
    '2024-01-01..2024-01-31: 1',
    '2024-02-01..2024-02-29: 0',
  ]);
});

test('thresholds count what a user did in the bucket over all selected organizations, once each', async () => {
  const wau = `${ENTERPRISE}/wau?${between('2024-01-29T00:00:00Z', '2024-01-29T00:00:01Z')}`;
  const users = async (query: string): Promise<string | undefined> =>
    (await series(`${wau}&${query}`))[0]?.split(': ')[1];
  expect(await users('min_sessions=3&min_searches=9')).toBe('1');
  expect(await users('min_sessions=4&min_searches=9')).toBe('0');
  expect(await users('min_sessions=3&min_searches=9&org_ids=org-a')).toBe('0');
  expect(await users('min_sessions=2&min_searches=9&org_ids=org-a')).toBe('1');
  expect(await users('min_sessions=9&min_searches=2')).toBe('1');
  expect(await users('min_sessions=9&min_searches=3')).toBe('0');
  expect(await users('min_sessions=1&min_searches=9')).toBe('2');
  expect(await users(`min_sessions=${'9'.repeat(30)}&min_searches=2`)).toBe('1');
});

test('a threshold of 0 makes everybody active who did anything, and nobody else', async () => {
  const dau = `${ENTERPRISE}/dau?${between('2024-01-30T00:00:00Z', '2024-02-01T00:00:00Z')}`;
  for (const query of ['min_sessions=0', 'min_searches=0&min_sessions=99']) {
    expect(await series(`${dau}&${query}`)).toEqual([
      '2024-01-30..2024-01-30: 0',
      '2024-01-31..2024-01-31: 2',
    ]);
  }
});

test('thresholds of days and months are counted within each of them', async () => {
  const range = between('2024-02-01T00:00:00Z', '2024-02-02T00:00:00Z');
  expect(await series(`${ENTERPRISE}/dau?${range}&min_sessions=9&min_searches=2`)).toEqual([
    '2024-02-01..2024-02-01: 1',
  ]);
  expect(await series(`${ENTERPRISE}/mau?${range}&min_sessions=9&min_searches=3`)).toEqual([
    '2024-02-01..2024-02-29: 1',
  ]);
});

test('events stored in several parts, some of them twice, are counted once however high the threshold', async () => {
  const at = (hour: number, minute: number): string =>
    `2024-06-0${3 + Math.floor(hour / 12)}T${String(hour % 12).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;
  const events = Array.from({ length: 100 }, (_, index) => ({
    ...{ tenant: 'many', user: 'ann', org: `org-${index % 3}`, at: at(index % 24, index % 60) },
    id: `s-${index}`,
  }));
  for (const part of [events.slice(0, 60), events.slice(40), events.slice(10, 50)])
    await insertSessions(service.store, part);
  const range = between('2024-06-03T00:00:00Z', '2024-06-05T00:00:00Z');
  const week = async (minSessions: number): Promise<unknown> => {
    const query = `${range}&min_sessions=${minSessions}&min_searches=9`;
    const [wau, mau, days, within] = [
      (await get(service, `${ENTERPRISE}/wau?${query}`, 'many')).body,
      (await get(service, `${ENTERPRISE}/mau?${query}`, 'many')).body,
      (await get(service, `${ENTERPRISE}/active-users?${query}`, 'many')).body,
      (await get(service, `${ENTERPRISE}/dau?${query}`, 'many')).body,
    ] as [Counted[], Counted[], Counted, Counted[]];
    return [wau[0], mau[0], days, ...within].map((counted) => counted?.active_users);
  };
  const onFirstDay = events.filter((event) => event.at < '2024-06-04').length;
  expect(await week(100)).toEqual([1, 1, 1, 0, 0]);
  expect(await week(101)).toEqual([0, 0, 0, 0, 0]);
  expect(await week(onFirstDay)).toEqual([1, 1, 1, 1, onFirstDay <= 50 ? 1 : 0]);
});

interface Counted {
  readonly active_users: number;
}
