import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import { projectRoot } from '../../../clickhouse/project-root';
import type { Store } from '../../../clickhouse/store';
import { countPullRequests } from '../../../services/query/devin/pull-requests';
import { NO_FILTERS } from '../../../services/query/devin/session-filters';
import { makeTempDir, removeDir } from '../../support/temp-dir';

let directory: string;
let store: Store;
beforeAll(async () => {
  directory = await makeTempDir();
  store = await openStore({ database: 'headcount', dataDir: join(directory, 'data') });
});
afterAll(async () => {
  await store.close();
  await removeDir(directory);
});

const INDEX_MIGRATION = 7;
const AT = '2024-03-01T10:00:00.000Z';

function insert(id: string, updatedAt: string, pullRequests: readonly object[]): Promise<void> {
  const columns = ['tenant', 'org_id', 'user_id', 'id', 'created_at', 'updated_at', 'pull_requests'];
  const row = JSON.stringify(['acme', 'org-a', 'ann', id, AT, updatedAt, pullRequests]);
  return store.insert({ table: 'sessions', columns, rows: [row] });
}

function pullRequest(id: string, state: string, createdAt: string | null = null): object {
  return { id, state, created_at: createdAt, taken_over: false };
}

async function count(from: string, to: string): Promise<unknown> {
  const range = { timeAfter: BigInt(Date.parse(from) / 1000), timeBefore: BigInt(Date.parse(to) / 1000) };
  const selection = { tenant: 'acme', range, organizations: 'all' as const };
  const { signal } = new AbortController();
  const { prs_created_count, prs_merged_count } = await countPullRequests(
    store,
    selection,
    NO_FILTERS,
    signal,
  );
  return [prs_created_count, prs_merged_count];
}

const MARCH = ['2024-03-01T00:00:00Z', '2024-04-01T00:00:00Z'] as const;
const APRIL = ['2024-04-01T00:00:00Z', '2024-05-01T00:00:00Z'] as const;

test('pull requests of sessions that were stored before there was an index are found', async () => {
  const before = join(directory, 'migrations');
  cpSync(join(projectRoot(), 'clickhouse', 'migrations'), before, { recursive: true });
  const sinceTheIndex = readdirSync(before).filter((file) => Number(file.slice(0, 4)) >= INDEX_MIGRATION);
  for (const file of sinceTheIndex) rmSync(join(before, file));
  await migrate(store, { directory: before });
  await insert('1', AT, [pullRequest('pr-1', 'merged')]);
  await migrate(store);
  expect(await count(...MARCH)).toEqual([1, 1]);
});

test('a pull request that its session no longer names is gone, and one whose day moved is where it is now', async () => {
  await insert('2', AT, [pullRequest('pr-2', 'open'), pullRequest('pr-3', 'open')]);
  expect(await count(...MARCH)).toEqual([3, 1]);
  await insert('2', '2024-03-05T00:00:00.000Z', [pullRequest('pr-2', 'merged', '2024-04-05T00:00:00.000Z')]);
  expect(await count(...MARCH)).toEqual([1, 1]);
  expect(await count(...APRIL)).toEqual([1, 1]);
  // The old version again, late.
  await insert('2', AT, [pullRequest('pr-2', 'open'), pullRequest('pr-3', 'open')]);
  expect(await count(...MARCH)).toEqual([1, 1]);
});
