import { createApi, type Api, queryText } from '../../support/api';
import { mintToken, startInProcess, type InProcessService } from '../../support/service';
import { BASE } from './support';

/**
 * The original's conformance fixture of sessions. Where our numbers differ from its own, the comment says why; the list of
 * differences is docs/semantics-engagement-differences.md.
 */
const SESSIONS = [
  ['u1', '2024-01-15T09:10:00.000Z', '2024-01-15T09:50:00.000Z'],
  ['u2', '2024-01-15T10:00:00.000Z', '2024-01-15T13:30:00.000Z'],
  ['u1', '2024-01-15T11:00:00.000Z', '2024-01-15T12:05:00.000Z'],
  ['u3', '2024-01-15T22:00:00.000Z', undefined],
  ['u4', '2024-01-15T23:30:00.000Z', '2024-01-16T01:00:00.000Z'],
  ['u5', '2024-01-15T08:00:00.000Z', '2024-01-16T09:00:00.000Z'],
] as const;

let service: InProcessService;
beforeAll(async () => {
  service = await startInProcess(() => new Date('2024-02-01T00:00:00.000Z'));
  await send(
    apiOf('acme'),
    SESSIONS.map(([user_id, created_at, ended_at]) => session(user_id, created_at, { ended_at })),
  );
});
afterAll(() => service.stop());

function apiOf(tenant: string): Api {
  return createApi(service.url, mintToken({ tenant }));
}

function session(user_id: string, created_at: string, more: object = {}): object {
  return { type: 'session', id: `${user_id} ${created_at}`, user_id, org_id: 'org-a', created_at, ...more };
}

function search(user_id: string, created_at: string): object {
  return { ...session(user_id, created_at), type: 'search' };
}

async function send(api: Api, events: readonly object[]): Promise<void> {
  expect(await api.postEvents(events)).toMatchObject({ status: 200 });
}

async function ask(api: Api, name: string, query: Readonly<Record<string, string>>): Promise<unknown> {
  const { status, body } = await api.get(`${BASE}/users/${name}${queryText(query)}`);
  expect(status).toBe(200);
  return body;
}

const hourly = (api: Api, start: string): Promise<unknown> => ask(api, 'chat-busier/hourly-data', { start });

async function timeOfDay(api: Api, start: string, end: string): Promise<string[]> {
  const body = await ask(api, 'users-by-time-of-the-day-in-a-week', { start, end });
  const { week, success } = body as { week: Record<string, number>[]; success: boolean };
  expect(success).toBe(true);
  return week.map(
    ({ users, hour, day, month, year }) =>
      `${year ?? ''}-${month ?? ''}-${day ?? ''} ${hour ?? ''}h: ${users ?? ''}`,
  );
}

test('the two hours of the fixture, with sessions of odd hours and over midnight', async () => {
  expect(await hourly(apiOf('acme'), '2024-01-15T23:59:59.999Z')).toEqual({
    hours: [
      { users: 3, hour: 22 }, // original 1: u3; u4 runs past midnight, u5 ends on the next day
      { users: 1, hour: 20 }, // original 0: u5 goes on
      { users: 1, hour: 18 }, // original 0: u5 goes on
      { users: 1, hour: 16 }, // original 0: u5 goes on
      { users: 1, hour: 14 }, // original 0: u5 goes on
      { users: 3, hour: 12 }, // original 2: u1 and u2; u5 goes on
      { users: 3, hour: 10 }, // original 1: u2; u1 is there from 11:00, u5 goes on
      { users: 2, hour: 8 }, // original 1: u5; u1 is there at 09:10
      { users: 1, hour: 6 }, // original 0: u5 on the next day
      { users: 1, hour: 4 }, // original 0: u5 on the next day
      { users: 1, hour: 2 }, // original 0: u5 on the next day
      { users: 2, hour: 0 }, // original 0: u4 and u5 on the next day
    ],
    success: true,
  });
});

test('the hours of the fixture, with the date that each has in UTC', async () => {
  const [start, end] = ['2024-01-15T00:00:00.000Z', '2024-01-15T23:59:59.999Z'];
  expect(await timeOfDay(apiOf('acme'), start, end)).toEqual([
    // Not in the original: u5 until 24 hours after it began.
    ...[7, 6, 5, 4, 3, 2, 1].map((hour) => `2024-1-16 ${hour}h: 1`),
    '2024-1-16 0h: 2', // not in the original: u4 and u5
    '2024-1-15 23h: 2', // original 1: u3, whose end nobody knows; u4 and u5 instead
    '2024-1-15 22h: 2', // original 1: u3; u5 goes on
    ...[21, 20, 19, 18, 17, 16, 15, 14].map((hour) => `2024-1-15 ${hour}h: 1`), // not in the original: u5
    '2024-1-15 13h: 2', // original 1: u2; u5 goes on
    '2024-1-15 12h: 3', // original 2: u1 and u2; u5 goes on
    '2024-1-15 11h: 3', // original 2: u1 and u2; u5 goes on
    '2024-1-15 10h: 2', // original 1: u2; u5 goes on
    '2024-1-15 9h: 2', // as the original: u1 and u5
    '2024-1-15 8h: 1', // as the original: u5
  ]);
});

test('a day without sessions has no hours', async () => {
  expect(await hourly(apiOf('acme'), '2024-01-18T00:00:00.000Z')).toEqual({ hours: [], success: true });
});

test('an answer is exactly the documented keys, in that order, success last', async () => {
  const authorization = `Bearer ${mintToken({ tenant: 'acme' })}`;
  const text = async (query: string): Promise<string> =>
    (await fetch(`${service.url}${BASE}/users/${query}`, { headers: { authorization } })).text();
  const start = '2024-01-15T22:00:00.000Z';
  expect(await text(`users-by-time-of-the-day-in-a-week?start=${start}&end=${start}`)).toBe(
    '{"week":[{"users":1,"hour":22,"day":15,"month":1,"year":2024}],"success":true}',
  );
  expect(await text(`chat-busier/weekly-data?start=${start}`)).toBe(
    '{"month":[{"users":5,"day":15,"month":1,"year":2024}],"success":true}',
  );
  expect(await text(`chat-busier/hourly-data?start=${start}`)).toMatch(
    /^\{"hours":\[\{"users":2,"hour":22\},.*\{"users":1,"hour":0\}\],"success":true\}$/,
  );
});

test('the window is instants of creation, both inclusive, whatever lies between creation and end', async () => {
  const api = apiOf('window');
  await send(api, [
    session('a', '2024-01-10T12:00:00.000Z', { ended_at: '2024-01-10T15:00:00.000Z' }),
    search('b', '2024-01-11T12:00:00.000Z'),
  ]);
  const at = async (start: string, end: string): Promise<string[]> => timeOfDay(api, start, end);
  const session12 = ['2024-1-10 14h: 1', '2024-1-10 13h: 1', '2024-1-10 12h: 1'];
  expect(await at('2024-01-10T12:00:00.000Z', '2024-01-10T12:00:00.000Z')).toEqual(session12);
  expect(await at('2024-01-10T12:00:00.001Z', '2024-01-10T15:00:00.000Z')).toEqual([]);
  expect(await at('2024-01-10T00:00:00.000Z', '2024-01-10T11:59:59.999Z')).toEqual([]);
  expect(await at('2024-01-11T12:00:00.000Z', '2024-01-10T12:00:00.000Z')).toEqual([]);
  expect(await at('-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z')).toHaveLength(4);

  const users = async (start: string): Promise<unknown> => {
    const { hours } = (await hourly(api, start)) as { hours: { users: number; hour: number }[] };
    return hours.map((one) => one.users);
  };
  expect(await users('2024-01-11T12:00:00.000Z')).toEqual([0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0]);
  expect(await users('2024-01-11T12:00:00.001Z')).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  expect(await users('2024-01-11T11:59:59.999Z')).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
  expect(await users('2024-01-12T12:00:00.001Z')).toEqual([]);
});

test('an end is outside; a session without length, and one without end, is there in its hour', async () => {
  const api = apiOf('edges');
  await send(api, [
    session('a', '2024-01-10T08:59:59.999Z', { ended_at: '2024-01-10T09:00:00.000Z' }),
    session('b', '2024-01-10T10:00:00.000Z', { ended_at: '2024-01-10T10:00:00.000Z' }),
    session('c', '2024-01-10T12:30:00.000Z', { ended_at: '2024-01-10T13:00:00.001Z' }),
    session('d', '2024-01-10T15:00:00.000Z'),
    search('d', '2024-01-10T17:59:59.999Z'),
  ]);
  expect(await timeOfDay(api, '2024-01-10T00:00:00.000Z', '2024-01-10T23:59:59.999Z')).toEqual(
    [17, 15, 13, 12, 10, 8].map((hour) => `2024-1-10 ${hour}h: 1`),
  );
});

test('a long session is cut at 24 hours, and touches 25 hours at most', async () => {
  const api = apiOf('long');
  await send(api, [session('a', '2023-12-30T23:00:00.001Z', { ended_at: '2024-01-05T00:00:00.000Z' })]);
  const hours = await timeOfDay(api, '2023-12-30T00:00:00.000Z', '2023-12-30T23:59:59.999Z');
  expect([hours.length, hours.at(0), hours.at(-1)]).toEqual([25, '2023-12-31 23h: 1', '2023-12-30 23h: 1']);
});

test('the newest version of a session says when it ended, in whatever order versions come; a user counts once', async () => {
  const api = apiOf('versions');
  const created = '2024-01-10T08:00:00.000Z';
  const version = (updated_at: string, ended_at?: string): object =>
    session('a', created, { updated_at, ended_at });
  await send(api, [version('2024-01-12T00:00:00Z', '2024-01-10T09:30:00.000Z')]);
  await send(api, [version('2024-01-11T00:00:00Z', '2024-01-10T20:00:00.000Z')]);
  await send(api, [search('a', created), search('a', created)]);
  const window = ['2024-01-10T00:00:00.000Z', '2024-01-10T23:59:59.999Z'] as const;
  expect(await timeOfDay(api, ...window)).toEqual(['2024-1-10 9h: 1', '2024-1-10 8h: 1']);
  await send(api, [version('2024-01-13T00:00:00Z')]);
  expect(await timeOfDay(api, ...window)).toEqual(['2024-1-10 8h: 1']);
});

test('the busier week is the eight days up to that of start, newest first, without empty ones', async () => {
  const api = apiOf('week');
  await send(api, [
    search('a', '2024-01-07T23:59:59.999Z'),
    search('a', '2024-01-08T00:00:00.000Z'),
    search('b', '2024-01-15T23:59:59.999Z'),
    session('a', '2024-01-15T00:00:00.000Z'),
    search('a', '2024-01-15T00:00:00.000Z'),
    search('a', '2024-01-16T00:00:00.000Z'),
  ]);
  expect(await ask(api, 'chat-busier/weekly-data', { start: '2024-01-15T10:00:00.000Z' })).toEqual({
    month: [
      { users: 2, day: 15, month: 1, year: 2024 },
      { users: 1, day: 8, month: 1, year: 2024 },
    ],
    success: true,
  });
});

test('a tenant sees nothing of another', async () => {
  const api = apiOf('nobody');
  const start = '2024-01-15T23:59:59.999Z';
  expect(await hourly(api, start)).toEqual({ hours: [], success: true });
  expect(await ask(api, 'chat-busier/weekly-data', { start })).toEqual({ month: [], success: true });
  expect(await timeOfDay(api, '2024-01-01T00:00:00.000Z', start)).toEqual([]);
});
