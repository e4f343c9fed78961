import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { MetricWithDelta } from '../../../services/query/apps/metric-with-delta';
import { insertClients, insertUsage, insertUsers, type Usage } from './facts';
import { AGAINST_JANUARY, get, startService, token, type Query, type Service } from './support';

const APP = randomUUID();
const USERS = ['u1', 'u2', 'u3', 'u4', 'u5'];
const DEPARTMENTS = [randomUUID(), randomUUID()];
const GRANULARITIES = ['daily', 'weekly', 'monthly', 'quarterly'];

interface Figures {
  readonly avg_time_ms_per_day: MetricWithDelta;
  readonly days_active: number;
}
interface Totals extends Figures {
  readonly unique_users: MetricWithDelta;
  readonly active_time_ms: MetricWithDelta;
  readonly session_count: MetricWithDelta;
}
interface Users {
  readonly data: readonly (Figures & { readonly user: { readonly id: string } })[];
  readonly total_count: number;
}

let service: Service;
let client: string;

/** Spread over February, with some of January to compare with. */
const reports = fc.record({
  user: fc.constantFrom(...USERS),
  day: fc.integer({ min: -31, max: 27 }),
  ms: fc.integer({ min: 0, max: 90_000_000 }),
  sessions: fc.integer({ min: 0, max: 9 }),
});

beforeAll(async () => {
  service = await startService();
  client = randomUUID();
  await insertClients(service.store, [client]);
  await insertUsers(
    service.store,
    // u1 is in both departments, u2 in one, u3 in the other, the rest in none.
    [DEPARTMENTS, DEPARTMENTS.slice(0, 1), DEPARTMENTS.slice(1)].map((departments, at) => {
      const user = `u${at + 1}`;
      return { client, user, username: user, departments };
    }),
  );
  const usage = fc.sample(reports, { numRuns: 60, seed: 8 }).map(({ user, day, ms, sessions }, at): Usage => {
    const date = new Date(Date.UTC(2026, 1, 1 + day)).toISOString().slice(0, 10);
    return { client, app: APP, user, date, ms, sessions, id: String(at) };
  });
  await insertUsage(service.store, usage);
  await insertUsage(service.store, [{ client, app: APP, user: 'u1', date: '2026-02-01', ms: 7 }]);
});
afterAll(() => service.close());

async function ask<Body>(path: string, query: Query = {}): Promise<Body> {
  const answer = await get(service, path, { ...AGAINST_JANUARY, ...query }, token(), client);
  expect(answer.status).toBe(200);
  return answer.body as Body;
}
const usersOf = (query?: Query) => ask<Users>(`/apps/${APP}/utilization/users`, query);
const totalsOf = (query?: Query) => ask<Totals>(`/apps/${APP}/utilization`, query);
async function series(metric: string, granularity: string): Promise<number[]> {
  const { data } = await ask<{ data: { value: number }[] }>(`/apps/${APP}/activity`, { metric, granularity });
  return data.map(({ value }) => value);
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

it('the users of an app are as many as its unique users', async () => {
  expect((await usersOf()).total_count).toBe((await totalsOf()).unique_users.value);
});

it('an app says the same of itself in the list and in its detail', async () => {
  const { period, data } = await ask<{ period: unknown; data: object[] }>('/apps/utilization');
  expect(data).toHaveLength(1);
  expect(await totalsOf()).toEqual({ period, ...data[0] });
});

it('the series of time and sessions add up to the totals, whatever the granularity', async () => {
  const totals = await totalsOf();
  for (const granularity of GRANULARITIES) {
    expect(sum(await series('active-time', granularity))).toBe(totals.active_time_ms.value);
    expect(sum(await series('session-count', granularity))).toBe(totals.session_count.value);
  }
});

it('averages times days miss the total by less than a millisecond a day and user', async () => {
  const { data } = await usersOf();
  const floor = sum(data.map((row) => row.avg_time_ms_per_day.value * row.days_active));
  const { value } = (await totalsOf()).active_time_ms;
  expect(floor).toBeLessThanOrEqual(value);
  expect(value).toBeLessThan(floor + sum(data.map(({ days_active }) => days_active)));
});

it('no bucket has more users than the period, which has no more than all buckets together', async () => {
  const { unique_users, days_active } = await totalsOf();
  for (const granularity of GRANULARITIES) {
    const counts = await series('user-count', granularity);
    expect(Math.max(...counts)).toBeLessThanOrEqual(unique_users.value);
    expect(unique_users.value).toBeLessThanOrEqual(sum(counts));
  }
  const days = (await usersOf()).data.map((row) => row.days_active);
  expect(Math.max(...days)).toBeLessThanOrEqual(days_active);
  expect(days_active).toBeLessThanOrEqual(28);
});

it('granularity changes no byte of a period-level answer', async () => {
  const paths = [
    '/apps/utilization',
    `/apps/${APP}/utilization`,
    `/apps/${APP}/utilization/users`,
    '/users/u1/utilization/apps',
  ];
  for (const path of paths) {
    const bodies = await Promise.all(
      GRANULARITIES.map(async (granularity) => JSON.stringify(await ask(path, { granularity }))),
    );
    expect(new Set(bodies).size).toBe(1);
  }
});

it('departments together are the union of each, everybody once', async () => {
  const ids = async (department_ids: string) =>
    (await usersOf({ department_ids })).data.map(({ user }) => user.id);
  const [first, second] = [await ids(DEPARTMENTS[0] ?? ''), await ids(DEPARTMENTS[1] ?? '')];
  const both = await ids(DEPARTMENTS.join(','));
  expect([...both].sort()).toEqual([...new Set([...first, ...second])].sort());
  expect(first.length + second.length).toBeGreaterThan(both.length);
});
