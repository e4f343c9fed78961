import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AggregateTable, Catalog } from '../../../clickhouse/catalog/catalog';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import type { RowDifference } from '../../../clickhouse/reconcile/comparison';
import { columnSql } from '../../../clickhouse/reconcile/column-sql';
import { reconcileScope } from '../../../clickhouse/reconcile/reconcile';
import type { Reconciler } from '../../../clickhouse/reconcile/reconcile';
import { planSpans } from '../../../clickhouse/reconcile/spans';
import type { Wanted } from '../../../clickhouse/reconcile/spans';
import type { Store } from '../../../clickhouse/store';
import { removeDirectory, temporaryDirectory } from '../embedded';
import { driftsOf } from './injected-drift';
import type { Drift } from './injected-drift';
import { insertRandomFacts, randomFrom } from './random-facts';

const root = temporaryDirectory();
let store: Store;
let catalog: Catalog;
let reconciler: Reconciler;

beforeAll(async () => {
  store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await migrate(store);
  catalog = await readCatalog(store);
  reconciler = { store, catalog, alone: (work) => work(), hasOtherWriters: false };
  await insertRandomFacts(store, randomFrom(7));
});
afterAll(async () => {
  await store.close();
  removeDirectory(root);
});

async function differences(
  aggregate: AggregateTable,
  wanted: Wanted,
  repairs: boolean,
): Promise<RowDifference[]> {
  const found: RowDifference[] = [];
  for (const scope of await planSpans(store, aggregate, catalog, wanted)) {
    for await (const page of reconcileScope(reconciler, aggregate, scope, repairs)) found.push(...page);
  }
  return found;
}

/** What reads see of a table: every row joined. */
async function contentOf(aggregate: AggregateTable): Promise<{ key: string[]; joined: string[] }[]> {
  const keys = aggregate.key.map(({ name }) => name);
  const joined = aggregate.joins.map((column) => {
    const sql = columnSql(column);
    const nothing = { set: '[]', map_of_maxima: 'map()', bitmap: sql.nothing }[column.join.kind as string];
    const value = sql.joinIf(`CAST(${column.name} AS ${sql.type})`, '1');
    return nothing === undefined ? `toString(${value})` : sql.shown(value, `CAST(${nothing} AS ${sql.type})`);
  });
  return await store.audit(
    `SELECT [${keys.map((name) => `toString(${name})`).join(', ')}] AS key, [${joined.join(', ')}] AS joined
     FROM headcount.${aggregate.name} GROUP BY ${keys.join(', ')} ORDER BY key`,
  );
}

test('a store that only the service wrote has no difference', async () => {
  for (const aggregate of catalog.aggregates) {
    expect({ table: aggregate.name, found: await differences(aggregate, {}, false) }).toEqual({
      ...{ table: aggregate.name, found: [] },
    });
  }
});

test('drift of every kind in every aggregate is reported exactly, and repaired to what was there before', async () => {
  for (const aggregate of catalog.aggregates) {
    const table = aggregate.name;
    const before = await contentOf(aggregate);
    const drifts = driftsOf(aggregate);
    const expected: { key: string[]; columns: string[] }[] = [];
    for (const { row, column } of drifts) {
      const [found] = await store.audit<{ key: string[] }>(row);
      const columns = column === undefined ? aggregate.joins.map(({ name }) => name) : [column];
      expected.push({ key: found?.key ?? [], columns });
    }
    await inject(aggregate, drifts);
    // A drift that changes nothing, as emptying a set that is empty, is none.
    const unchanged = new Set(
      await contentOf(aggregate).then((rows) => rows.map((row) => JSON.stringify(row))),
    );
    const rowsBefore = new Map(before.map((row) => [JSON.stringify(row.key), JSON.stringify(row)]));
    const changed = expected.filter(({ key }) => !unchanged.has(rowsBefore.get(JSON.stringify(key)) ?? ''));
    expect(changed.length).toBeGreaterThan(drifts.length / 2);

    const reported = await differences(aggregate, {}, false);
    const seen = reported.map(({ key, columns }) => ({ key, columns: columns.map(({ name }) => name) }));
    expect({ table, rows: seen.sort(byKey) }).toEqual({ table, rows: changed.sort(byKey) });
    expect(await differences(aggregate, {}, true)).toEqual(reported);
    expect({ table, content: await contentOf(aggregate) }).toEqual({ table, content: before });
  }
});

test('events stored twice because two processes gave their user a number each are no difference; what is lost of them is', async () => {
  const columns = ['tenant', 'org_id', 'user_id', 'user_number', 'id', 'created_at', 'updated_at'];
  const at = '2026-01-05T10:00:00.000Z';
  for (const number of [101, 202]) {
    const rows = ['a', 'b'].map((id) => JSON.stringify(['twice', 'org-a', 'ann', number, id, at, at]));
    for (const table of ['sessions', 'searches']) await store.insert({ table, columns, rows });
  }
  await store.insert({
    table: 'user_number_aliases',
    columns: ['tenant', 'number', 'canonical'],
    rows: [JSON.stringify(['twice', 202, 101])],
  });
  // Of the two rows of one fact the merge keeps one; the aggregates hold both numbers.
  await store.command('OPTIMIZE TABLE headcount.sessions FINAL');
  await store.command('OPTIMIZE TABLE headcount.searches FINAL');
  const wanted = { tenant: 'twice' };
  for (const aggregate of catalog.aggregates) {
    expect({ table: aggregate.name, found: await differences(aggregate, wanted, false) }).toEqual({
      ...{ table: aggregate.name, found: [] },
    });
  }
  await store.command(
    "ALTER TABLE headcount.org_user_days DELETE WHERE tenant = 'twice' SETTINGS mutations_sync = 2",
  );
  const rows = catalog.aggregates.filter(({ name }) => name === 'org_user_days');
  for (const aggregate of rows) {
    const found = await differences(aggregate, wanted, true);
    expect(found.map(({ inFacts, inTable }) => ({ inFacts, inTable }))).toEqual([
      { inFacts: true, inTable: false },
    ]);
    expect(await differences(aggregate, wanted, false)).toEqual([]);
  }
});

function byKey(a: { key: readonly string[] }, b: { key: readonly string[] }): number {
  return JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1;
}

/** Each drift finds its row in the table as it was, so all are written out before the first is done. */
async function inject(aggregate: AggregateTable, drifts: readonly Drift[]): Promise<void> {
  await store.command(`CREATE TABLE headcount.before_drift AS headcount.${aggregate.name}`);
  await store.command(`INSERT INTO headcount.before_drift SELECT * FROM headcount.${aggregate.name}`);
  for (const { statement } of drifts) {
    await store.command(
      statement.replaceAll(`FROM headcount.${aggregate.name} `, 'FROM headcount.before_drift '),
    );
  }
  const pending = `SELECT 1 FROM system.mutations WHERE database = 'headcount' AND table = '${aggregate.name}' AND NOT is_done`;
  while ((await store.audit(pending)).length > 0) await sleep(20);
  await store.command('DROP TABLE headcount.before_drift');
}
