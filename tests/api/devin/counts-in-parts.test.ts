import type { Store } from '../../../clickhouse/store';
import { countPullRequests } from '../../../services/query/devin/pull-requests';
import { countSearches } from '../../../services/query/devin/searches';
import type { Selection } from '../../../services/query/devin/selection';
import { NO_FILTERS } from '../../../services/query/devin/session-filters';
import { countSessions } from '../../../services/query/devin/sessions';
import { listCategories } from '../../../services/query/devin/sessions-by-category';
import { startQuery, type QueryUnderTest } from '../../support/query-service';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const { signal } = new AbortController();
const YEAR: Selection = {
  tenant: 'acme',
  range: {
    timeAfter: BigInt(Date.parse('2024-01-10T12:00:00Z') / 1000),
    timeBefore: BigInt(Date.parse('2024-12-20T12:00:00Z') / 1000),
  },
  organizations: 'all',
};
const SESSION_COLUMNS = [
  ...['tenant', 'org_id', 'user_id', 'id', 'created_at', 'updated_at'],
  ...['size', 'category', 'subcategory_id', 'subcategory_name', 'acus', 'pull_requests'],
];

/** One that says of each month that it holds too much to be read with another; `asked` is what it was asked. */
function crowded(store: Store, asked: string[]): Store {
  return {
    ...store,
    query: async <Row>(...[question, params, stop]: Parameters<Store['query']>): Promise<Row[]> => {
      asked.push(question);
      const rows = await store.query<Row>(question, params, stop);
      return question.endsWith('-by-month') ? rows.map((row) => ({ ...row, stored_rows: '3000000' })) : rows;
    },
  };
}

async function insertSession(
  id: string,
  at: string,
  {
    name = null,
    acus = 0.5,
    prs = [],
    updated = at,
  }: Partial<{
    readonly name: string | null;
    readonly acus: number;
    readonly prs: readonly object[];
    readonly updated: string;
  }>,
): Promise<void> {
  const row = ['acme', 'org-a', 'ann', id, at, updated, 'm', 'bugs', 'flaky', name, acus, prs];
  await service.store.insert({ table: 'sessions', columns: SESSION_COLUMNS, rows: [JSON.stringify(row)] });
}

function pr(id: string, state: string, created_at: string | null = null): object {
  return { id, state, created_at, taken_over: false };
}

test('a range that holds too much for one statement is the sum of its parts', async () => {
  await insertSession('before', '2024-01-10T11:59:59.999Z', { name: 'Before' });
  await insertSession('january', '2024-01-10T12:00:00.000Z', { name: 'First', prs: [pr('pr-1', 'open')] });
  // Its pull request is one of a day, and month, without any session.
  await insertSession('march', '2024-03-31T23:59:59.999Z', {
    name: 'Last',
    prs: [pr('pr-1', 'merged', '2024-01-11T00:00:00Z'), pr('pr-2', 'closed', '2024-02-15T00:00:00Z')],
  });
  await insertSession('march', '2024-03-31T23:59:59.999Z', { acus: 9, updated: '2024-01-01T00:00:00Z' });
  await insertSession('december', '2024-12-20T11:59:59.999Z', { acus: 0.25 });
  await insertSession('after', '2024-12-20T12:00:00.000Z', { name: 'After' });
  const searches = ['2024-02-01T00:00:00Z', '2024-02-01T00:00:00Z', '2024-11-30T00:00:00Z'];
  await service.store.insert({
    table: 'searches',
    columns: ['tenant', 'org_id', 'user_id', 'id', 'created_at', 'updated_at'],
    rows: searches.map((at) => JSON.stringify(['acme', 'org-a', 'ann', '', at, at])),
  });

  const asked: string[] = [];
  const store = crowded(service.store, asked);
  expect(await countSessions(store, YEAR, NO_FILTERS, signal)).toMatchObject({
    sessions_created_count: 3,
    avg_acus_per_session: 0.42,
    sessions_created_by_size: { m: 3 },
    sessions_with_merged_prs_count: 2,
    sessions_with_merged_prs_by_size: { m: 2 },
  });
  expect(await countPullRequests(store, YEAR, NO_FILTERS, signal)).toMatchObject({
    prs_created_count: 2,
    prs_merged_count: 1,
    prs_closed_count: 1,
  });
  expect(await countSearches(store, YEAR, signal)).toEqual({ searches_created_count: 2 });
  expect(await listCategories(store, YEAR, signal)).toEqual([
    {
      category: 'bugs',
      sessions_count: 3,
      acus: 1.25,
      subcategories: [{ subcategory_id: 'flaky', display_name: 'Last', sessions_count: 3, acus: 1.25 }],
    },
  ]);
  const times = (question: string): number => asked.filter((one) => one === question).length;
  // January, March and December hold sessions; the days that the range cuts are read by themselves.
  expect(times('devin/sessions-with-merged-prs')).toBe(3);
  expect(times('devin/prs')).toBe(3);
  expect(times('devin/sessions')).toBe(3);
  expect(times('devin/searches')).toBe(4);
});
