import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { EDGE_SEARCHES, EDGE_SESSIONS, LIFECYCLES, TRIANGLES } from './edges';
import { days, get, METRICS, unixSeconds } from './support';

/** The examples of docs/metrics.md, then edges. */
let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-03-04T09:00:00.000Z' },
    { user: 'ann', at: '2024-03-12T09:00:00.000Z' },
    { user: 'bob', at: '2024-03-05T09:00:00.000Z' },
    { user: 'cid', at: '2024-03-11T20:00:00.000Z', org: 'org-b' },
    ...EDGE_SESSIONS,
  ]);
  await insertSearches(service.store, [
    { user: 'ann', at: '2024-03-18T09:00:00.000Z' },
    { user: 'bob', at: '2024-03-19T09:00:00.000Z' },
    { user: 'cid', at: '2024-03-19T09:00:00.000Z', org: 'org-b' },
    { user: 'cid', at: '2024-03-19T10:00:00.000Z' },
    ...EDGE_SEARCHES,
  ]);
});
afterAll(() => service.stop());

const THREE_WEEKS = days('2024-03-04', '2024-03-24');

async function data(
  name: string,
  query: string,
  tenant = 'acme',
): Promise<readonly Record<string, unknown>[]> {
  const answer = await get(service, `${METRICS}/${name}?${query}`, { tenant });
  expect(answer.status).toBe(200);
  return (answer.body as { data: readonly Record<string, unknown>[] }).data;
}

test('stickiness and rolling', async () => {
  const [day] = await data('stickiness', days('2024-03-12', '2024-03-12'));
  expect(day).toMatchObject({ dau: 1, wau: 2, mau: 3, dau_wau: 0.5, dau_mau: 0.3333 });
  const [rolled] = await data('rolling', days('2024-03-12', '2024-03-12'));
  expect(rolled).toMatchObject({ active_users_7d: 2, active_users_28d: 3, active_users_30d: 3 });
});

test('lifecycle by week', async () => {
  expect(await data('lifecycle', THREE_WEEKS)).toMatchObject([
    { active_users: 2, new_users: 2, returning_users: 0, resurrected_users: 0, dormant_users: 0 },
    { active_users: 2, new_users: 1, returning_users: 1, resurrected_users: 0, dormant_users: 1 },
    { active_users: 3, new_users: 0, returning_users: 2, resurrected_users: 1, dormant_users: 0 },
  ]);
});

test('retention by week', async () => {
  const triangle = async (mode: string): Promise<unknown> =>
    (await data('retention', `${THREE_WEEKS}&mode=${mode}`)).map(({ cohort_size, periods }) => [
      cohort_size,
      (periods as { users: number; rate: number | null }[]).map(({ users, rate }) => [users, rate]),
    ]);
  expect(await triangle('on')).toEqual([
    [
      2,
      [
        [2, 1],
        [1, 0.5],
        [2, 1],
      ],
    ],
    [
      1,
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [0, [[0, null]]],
  ]);
  expect(await triangle('on_or_after')).toEqual([
    [
      2,
      [
        [2, 1],
        [2, 1],
        [2, 1],
      ],
    ],
    [
      1,
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [0, [[0, null]]],
  ]);
});

test('breakdown by organization', async () => {
  const query = `${THREE_WEEKS}&compare_after=${unixSeconds('2024-02-12')}&compare_before=${unixSeconds('2024-03-04')}`;
  const answer = await get(service, `${METRICS}/breakdown?${query}`);
  expect(answer.body).toMatchObject({
    active_users: 3,
    data: [
      { org_id: 'org-a', active_users: 3, compare_active_users: 0 },
      { org_id: 'org-b', active_users: 1, compare_active_users: 0 },
    ],
    compare: { active_users: 0 },
  });
});

test('users, on local days', async () => {
  expect(await data('users', `${THREE_WEEKS}&sort_by=user_id&timezone=Asia/Kolkata`)).toMatchObject([
    { user_id: 'ann', sessions: 2, searches: 1, days_active: 3 },
    { user_id: 'bob', sessions: 1, searches: 1, days_active: 2 },
    { user_id: 'cid', sessions: 1, searches: 2, days_active: 2 },
  ]);
});

test('a local day: Monday evening in UTC is Tuesday in Kolkata', async () => {
  const monday = `time_after=${unixSeconds('2024-03-11T20:00:00Z')}&time_before=${unixSeconds('2024-03-11T20:00:01Z')}`;
  expect(await data('stickiness', `${monday}&timezone=Asia/Kolkata`)).toMatchObject([
    {
      start_time: unixSeconds('2024-03-11T18:30:00Z'),
      end_time: unixSeconds('2024-03-12T18:29:59Z'),
      dau: 2,
    },
  ]);
});

/** The bounds of a range of two instants, as a query string. */
function between(instants: string): string {
  const [first = '', end = ''] = instants.split(' ');
  return `time_after=${unixSeconds(first)}&time_before=${unixSeconds(end)}`;
}

test.each(LIFECYCLES)('lifecycle, %s', async (_case, query, range, counts) => {
  const buckets = await data('lifecycle', `${between(range)}&${query}`, 'edges');
  expect(
    buckets.map((bucket) => [
      bucket.active_users,
      bucket.new_users,
      bucket.returning_users,
      bucket.resurrected_users,
      bucket.dormant_users,
    ]),
  ).toEqual(counts);
});

test.each(TRIANGLES)('retention, %s', async (_case, query, range, triangle) => {
  const cohorts = await data('retention', `${between(range)}&org_ids=org-f&${query}`, 'edges');
  const filled = cohorts.filter(({ cohort_size }) => cohort_size !== 0);
  expect(
    filled.map(({ periods }) => (periods as readonly { users: number }[]).map(({ users }) => users)),
  ).toEqual(triangle);
});

test('a prior period is read as it would be by itself, whatever its length', async () => {
  const [main, prior] = ['2024-02-01 2024-05-01', '2024-01-01 2024-02-01'];
  const bucket = 'org_ids=org-f&bucket=month';
  const compared = between(prior).replaceAll('time_', 'compare_');
  for (const name of ['lifecycle', 'retention']) {
    const path = `${METRICS}/${name}?${bucket}&${between(main)}&${compared}`;
    const { body } = (await get(service, path, { tenant: 'edges' })) as {
      body: { data: unknown; compare: { data: unknown } };
    };
    expect(body.data).toEqual(await data(name, `${bucket}&${between(main)}`, 'edges'));
    expect(body.compare.data).toEqual(await data(name, `${bucket}&${between(prior)}`, 'edges'));
  }
});
