import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { days, get, METRICS, unixSeconds } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-03-01T10:00:00.000Z', id: '1' },
    { user: 'ann', at: '2024-03-01T23:30:00.500Z', id: '2', org: 'org-b' },
    { user: 'bob', at: '2024-03-01T00:00:00.000Z' },
    { user: 'bob', at: '2024-02-10T00:00:00.000Z' },
    { user: 'Zoe', at: '2024-03-02T00:00:00.000Z' },
    { user: 'zoe', at: '2024-02-11T00:00:00.000Z' },
  ]);
  await insertSessions(service.store, [{ user: 'ann', at: '2024-03-01T10:00:00.000Z', id: '1' }]);
  await insertSearches(service.store, [
    { user: 'ann', at: '2024-02-10T18:00:00.000Z' },
    { user: 'dan', at: '2024-03-02T05:00:00.000Z', id: '1' },
    { user: 'dan', at: '2024-03-02T06:00:00.000Z', id: '2' },
    { user: 'x\u{1F600}', at: '2024-03-02T07:00:00.000Z' },
    { user: 'x\uFB03', at: '2024-03-02T07:00:00.000Z' },
  ]);
});
afterAll(() => service.stop());

const MARCH = days('2024-03-01', '2024-03-02');
const FEBRUARY = `compare_after=${unixSeconds('2024-02-01')}&compare_before=${unixSeconds('2024-03-01')}`;

interface Page {
  readonly data: readonly { readonly user_id: string }[];
  readonly total_count: number;
  readonly next_cursor: string | null;
}

async function page(query: string): Promise<Page> {
  const answer = await get(service, `${METRICS}/users?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Page;
}

async function ids(query: string): Promise<string[]> {
  return (await page(query)).data.map(({ user_id }) => user_id);
}

async function walk(query: string, pageSize: number): Promise<Page[]> {
  const pages = [await page(`${query}&page_size=${pageSize}`)];
  for (let next = pages[0]?.next_cursor; next; next = pages.at(-1)?.next_cursor) {
    pages.push(await page(`${query}&page_size=${pageSize}&cursor=${next}`));
  }
  return pages;
}

async function refusal(query: string): Promise<unknown> {
  const answer = await get(service, `${METRICS}/users?${query}`);
  expect(answer.status).toBe(422);
  return answer.body as unknown;
}

test('each user with what they did in the range and, beside it, in the prior period', async () => {
  const { data, total_count } = await page(`${MARCH}&${FEBRUARY}&timezone=Asia/Kolkata&org_ids=org-a,org-b`);
  expect(total_count).toBe(6);
  const none = {
    compare_sessions: 0,
    compare_searches: 0,
    compare_days_active: 0,
    compare_last_activity: null,
  };
  expect(data.slice(0, 2)).toEqual([
    {
      user_id: 'ann',
      sessions: 2,
      searches: 0,
      days_active: 2,
      last_activity: unixSeconds('2024-03-01T23:30:00Z'),
      compare_sessions: 0,
      compare_searches: 1,
      compare_days_active: 1,
      compare_last_activity: unixSeconds('2024-02-10T18:00:00Z'),
    },
    {
      user_id: 'Zoe',
      sessions: 1,
      searches: 0,
      days_active: 1,
      last_activity: unixSeconds('2024-03-02T00:00:00Z'),
      ...none,
    },
  ]);
});

test('without a prior period there is nothing beside them', async () => {
  const answer = await get(service, `${METRICS}/users?${MARCH}&page_size=1`);
  expect(answer.body).toMatchObject({
    compare: null,
    data: [
      {
        user_id: 'ann',
        days_active: 1,
        compare_sessions: null,
        compare_searches: null,
        compare_days_active: null,
        compare_last_activity: null,
      },
    ],
  });
});

test('the users are those whom active-users counts, whatever the thresholds', async () => {
  for (const thresholds of ['', '&min_sessions=2', '&min_sessions=2&min_searches=2', '&min_searches=0']) {
    const counted = await get(service, `/v3/enterprise/metrics/active-users?${MARCH}${thresholds}`);
    const { active_users } = counted.body as { active_users: number };
    expect((await page(`${MARCH}${thresholds}`)).total_count).toBe(active_users);
  }
});

test.each([
  ['', ['ann', 'Zoe', 'bob', 'dan', 'x\uFB03', 'x\u{1F600}']],
  ['&sort_order=asc', ['dan', 'x\uFB03', 'x\u{1F600}', 'Zoe', 'bob', 'ann']],
  ['&sort_by=searches', ['dan', 'x\uFB03', 'x\u{1F600}', 'Zoe', 'ann', 'bob']],
  ['&sort_by=last_activity', ['x\uFB03', 'x\u{1F600}', 'dan', 'Zoe', 'ann', 'bob']],
  ['&sort_by=user_id', ['Zoe', 'ann', 'bob', 'dan', 'x\uFB03', 'x\u{1F600}']],
  ['&sort_by=user_id&sort_order=desc', ['x\u{1F600}', 'x\uFB03', 'dan', 'bob', 'ann', 'Zoe']],
])(
  'sorts with ?%s, ties by id; pages of any size put together are the whole list',
  async (sort, expected) => {
    expect(await ids(`${MARCH}${sort}`)).toEqual(expected);
    for (const pageSize of [1, 2, 5, 6]) {
      const pages = await walk(`${MARCH}${sort}`, pageSize);
      expect(pages.flatMap(({ data }) => data.map(({ user_id }) => user_id))).toEqual(expected);
      expect(pages.map(({ total_count }) => total_count)).toEqual(pages.map(() => 6));
      expect(pages).toHaveLength(Math.ceil(6 / pageSize));
    }
  },
);

test('a cursor is good for its own query alone, whatever the page size', async () => {
  const { next_cursor } = await page(`${MARCH}&page_size=2`);
  const cursor = `cursor=${next_cursor ?? ''}`;
  expect(await ids(`${MARCH}&page_size=3&${cursor}`)).toEqual(['bob', 'dan', 'x\uFB03']);
  const detail = [
    {
      loc: ['query', 'cursor'],
      msg: 'Value error, cursor is not one of this query; start again without cursor',
      type: 'value_error',
    },
  ];
  for (const other of [
    `${MARCH}&${cursor}&min_sessions=2`,
    `${MARCH}&${cursor}&sort_order=asc`,
    `${MARCH}&${cursor}&timezone=Asia/Tokyo`,
    `${MARCH}&${cursor}&org_ids=org-a`,
    `${MARCH}&${cursor}&${FEBRUARY}`,
    `${days('2024-03-01', '2024-03-03')}&${cursor}`,
    `${MARCH}&${cursor}A`,
    `${MARCH}&cursor=`,
    `${MARCH}&cursor=nonsense`,
  ]) {
    expect(await refusal(other)).toEqual({ detail });
  }
  const foreign = await get(service, `${METRICS}/users?${MARCH}&${cursor}`, { tenant: 'other' });
  expect(foreign.status).toBe(422);
});

test('nobody is an empty page', async () => {
  expect(await page(days('2020-01-01', '2020-01-02'))).toMatchObject({
    data: [],
    total_count: 0,
    next_cursor: null,
  });
});
