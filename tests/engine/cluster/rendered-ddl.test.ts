import type { createClient } from '@clickhouse/client';
import { join } from 'node:path';
import { renderForCluster } from '../../../clickhouse/cluster/render-statement';
import { readMigrations } from '../../../clickhouse/migrate';
import { projectRoot } from '../../../clickhouse/project-root';
import { stringLiteral } from '../../../clickhouse/sql/literal';
import { openClient, removeDirectory, temporaryDirectory } from '../embedded';

const TARGET = { cluster: 'main', database: 'headcount' };
const statements = readMigrations(join(projectRoot(), 'clickhouse', 'migrations'));
const root = temporaryDirectory();
let client: ReturnType<typeof createClient>;

async function parse(statement: string): Promise<void> {
  await client.command({ query: `EXPLAIN AST ${statement}` });
}

beforeAll(async () => {
  client = await openClient(root);
});
afterAll(async () => {
  await client.close();
  removeDirectory(root);
});

test.each(statements)('$name is rendered for a cluster as it was, and the engine parses it', async (file) => {
  const rendered = file.statements.flatMap((statement) => renderForCluster(statement, TARGET));
  expect(rendered.join(';\n\n')).toMatchSnapshot();
  for (const statement of rendered) {
    await parse(statement);
  }
});

test('the engine refuses what it cannot parse', async () => {
  await expect(parse('CREATE TABLE headcount.t ON CLUSTER')).rejects.toThrow();
});

test('a database and a cluster of other names stand in the path, the engine and nowhere else', () => {
  const [local = '', front = ''] = renderForCluster(
    `CREATE TABLE IF NOT EXISTS headcount.t (tenant String, user_id String) ENGINE = ReplacingMergeTree
     ORDER BY (tenant, user_id) SETTINGS non_replicated_deduplication_window = 0`,
    { cluster: 'two-by-two', database: 'other' },
  );
  expect(local).toContain(`ON CLUSTER ${stringLiteral('two-by-two')}`);
  expect(local).toContain(`'/clickhouse/tables/{shard}/other/t'`);
  expect(front).toContain(`Distributed('two-by-two', 'other', 't_local', cityHash64(tenant, user_id))`);
});

test.each([
  ['TRUNCATE TABLE headcount.sessions'],
  ['CREATE TABLE headcount.t (a Int8) ENGINE = Memory'],
  ['SELECT 1'],
])('a form that nobody has thought through is refused: %s', (statement) => {
  expect(() => renderForCluster(statement, TARGET)).toThrow('cannot be rendered for a cluster');
});

test('a change of columns reaches the tables in front, a change of rows only the local ones', () => {
  expect(
    renderForCluster('ALTER TABLE headcount.t ADD COLUMN IF NOT EXISTS n UInt32 AFTER a', TARGET),
  ).toEqual([
    `ALTER TABLE headcount.t_local ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS n UInt32 AFTER a`,
    `ALTER TABLE headcount.t ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS n UInt32 AFTER a`,
  ]);
  expect(renderForCluster(`ALTER TABLE headcount.t DELETE WHERE a = 1`, TARGET)).toEqual([
    `ALTER TABLE headcount.t_local ON CLUSTER 'main' DELETE WHERE a = 1`,
  ]);
});
