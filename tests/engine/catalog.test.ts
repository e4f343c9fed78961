import { join } from 'node:path';
import { UnknownTables } from '../../clickhouse/catalog/build-catalog';
import type { Catalog } from '../../clickhouse/catalog/catalog';
import { readCatalog } from '../../clickhouse/catalog/read-catalog';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { removeDirectory, temporaryDirectory } from './embedded';

const root = temporaryDirectory();
let store: Store;
let catalog: Catalog;

beforeAll(async () => {
  store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await migrate(store);
  catalog = await readCatalog(store);
});
afterAll(async () => {
  await store.close();
  removeDirectory(root);
});

async function withTable(statements: readonly string[], work: () => Promise<void>): Promise<void> {
  for (const statement of statements) await store.command(statement);
  try {
    await work();
  } finally {
    for (const name of ['later_view', 'later']) await store.command(`DROP TABLE IF EXISTS headcount.${name}`);
  }
}

const LATER = `CREATE TABLE headcount.later (tenant String, org_id String, figure %) ENGINE = AggregatingMergeTree ORDER BY (tenant, org_id)`;
const laterView = (select: string): string =>
  `CREATE MATERIALIZED VIEW headcount.later_view TO headcount.later AS SELECT tenant, org_id, ${select} AS figure FROM headcount.searches GROUP BY tenant, org_id`;

test('every table of the migrated schema has its place', async () => {
  expect(catalog.facts.map(({ name }) => name)).toEqual(['app_usage_reports', 'searches', 'sessions']);
  const placed = [...catalog.facts, ...catalog.aggregates, ...catalog.others].map(({ name }) => name);
  const views = catalog.facts.flatMap((fact) => fact.views.map(({ name }) => name));
  const all = await store.query<{ name: string }>('operator/catalog-tables', { database: 'headcount' });
  expect([...placed, ...views].sort()).toEqual(all.map(({ name }) => name).sort());
});

test('an aggregate is known by its key, its joins and the views that write it', () => {
  const userDays = catalog.aggregates.find(({ name }) => name === 'org_user_days');
  expect(userDays).toMatchObject({
    key: [
      { name: 'tenant', type: 'String' },
      { name: 'day', type: 'Date' },
      { name: 'org_id', type: 'String' },
      { name: 'user_number', type: 'UInt32' },
    ],
    joins: [
      { name: 'first_ms', join: { kind: 'minimum', valueType: 'UInt32' } },
      { name: 'last_ms', join: { kind: 'maximum', valueType: 'UInt32' } },
      { name: 'session_hashes', join: { kind: 'set', valueType: 'Array(UInt64)' } },
      { name: 'search_hashes', join: { kind: 'set', valueType: 'Array(UInt64)' } },
    ],
    keepsOlderVersions: false,
  });
  expect(userDays?.views.map(({ fact }) => fact)).toEqual(['searches', 'sessions']);
  const dayUsers = catalog.aggregates.find(({ name }) => name === 'org_day_users');
  expect(dayUsers?.joins).toMatchObject([{ name: 'users', join: { kind: 'bitmap', valueType: 'UInt32' } }]);
});

test('only what a newer version of a fact may change makes an aggregate hold more than the facts', () => {
  const keeping = catalog.aggregates.filter(({ keepsOlderVersions }) => keepsOlderVersions);
  expect(keeping.map(({ name }) => name)).toEqual(['pull_request_places']);
});

test('the rest goes by purpose', () => {
  expect(Object.fromEntries(catalog.others.map(({ name, purpose }) => [name, purpose]))).toMatchObject({
    ...{ apps: 'directory', clients: 'directory', departments: 'directory', users: 'directory' },
    ...{ quarantine: 'quarantine', schema_migrations: 'service', service_keys: 'service' },
  });
});

test('a table of no known purpose is refused by name', async () => {
  const table = 'CREATE TABLE headcount.later (tenant String, x UInt8) ENGINE = MergeTree ORDER BY tenant';
  await withTable([table], async () => {
    await expect(readCatalog(store)).rejects.toThrow(new UnknownTables(['later (no known purpose)']));
  });
});

test('a view that reads more than one table is refused by name', async () => {
  const view =
    'CREATE MATERIALIZED VIEW headcount.odd TO headcount.client_users AS SELECT tenant, user_id, received_at AS registered_at ' +
    'FROM headcount.searches WHERE (SELECT count() FROM headcount.clients) > 0';
  await store.command(view);
  await expect(readCatalog(store)).rejects.toThrow(
    new UnknownTables(['odd (a view must read one table and write one)']),
  );
  await store.command('DROP TABLE headcount.odd');
});

test('an aggregate that adds instead of joining is refused', async () => {
  const sum = LATER.replace('%', 'SimpleAggregateFunction(sum, UInt64)');
  await withTable([sum, laterView('toUInt64(count())')], async () => {
    await expect(readCatalog(store)).rejects.toThrow('later.figure');
  });
});

test('a later bitmap aggregate is found without a word about it', async () => {
  const bitmap = LATER.replace('%', 'AggregateFunction(groupBitmap, UInt32)');
  await withTable([bitmap, laterView('groupBitmapState(toUInt32(length(user_id)))')], async () => {
    const { aggregates } = await readCatalog(store);
    expect(aggregates.find(({ name }) => name === 'later')).toMatchObject({
      joins: [{ name: 'figure', join: { kind: 'bitmap', valueType: 'UInt32' } }],
      views: [{ name: 'later_view', fact: 'searches' }],
    });
  });
});
