import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import { projectRoot } from '../../clickhouse/project-root';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const NUMBERS_MIGRATION = 9;
const root = temporaryDirectory();
const dataDir = join(root, 'data');
afterAll(() => {
  removeDirectory(root);
});

const AT = '2024-03-01T10:00:00.000Z';
const CLIENT = '0a0a0a0a-0000-4000-8000-000000000001';
const REPORT = { updated_at: AT, active_ms: 5, session_count: 1, day_active_ms: 5, day_session_count: 1 };

test('a store of before has all its users numbered, once each, and their facts in the new aggregates', async () => {
  const before = join(root, 'before');
  cpSync(join(projectRoot(), 'clickhouse', 'migrations'), before, { recursive: true });
  for (const file of readdirSync(before).filter((file) => Number(file.slice(0, 4)) >= NUMBERS_MIGRATION))
    rmSync(join(before, file));
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store, { directory: before });
  const columns = ['tenant', 'org_id', 'user_id', 'id', 'created_at', 'updated_at'];
  const event = (tenant: string, user: string, org: string, id: string): string =>
    JSON.stringify([tenant, org, user, id, AT, AT]);
  await store.insert({
    ...{ table: 'sessions', columns },
    rows: [event('acme', 'ann', 'a', '1'), event('acme', 'bob', 'b', '2'), event('zeta', 'ann', 'a', '1')],
  });
  await store.insert({ table: 'sessions', columns, rows: [event('acme', 'ann', 'a', '1')] });
  await store.insert({
    ...{ table: 'searches', columns },
    rows: [event('acme', 'ann', 'b', '3'), event('acme', 'cid', 'b', '4')],
  });
  await store.insert({
    table: 'app_usage_reports',
    columns: ['tenant', 'client_id', 'app_id', 'activity_date', 'user_id', 'platform', 'id', 'report'],
    rows: ['dan', 'ann'].map((user) =>
      JSON.stringify(['acme', CLIENT, CLIENT, '2024-03-01', user, 'web', user, REPORT]),
    ),
  });
  await migrate(store);
  await store.close();

  const client = await openClient(dataDir);
  try {
    expect(
      await rows(
        client,
        `SELECT tenant, user_id, number FROM headcount.user_numbers FINAL ORDER BY tenant, number`,
      ),
    ).toEqual([
      { tenant: 'acme', user_id: 'ann', number: 1 },
      { tenant: 'acme', user_id: 'bob', number: 2 },
      { tenant: 'acme', user_id: 'cid', number: 3 },
      { tenant: 'acme', user_id: 'dan', number: 4 },
      { tenant: 'zeta', user_id: 'ann', number: 1 },
    ]);
    for (const [table, count] of [
      ['sessions', '3'],
      ['searches', '2'],
      ['app_usage_reports', '2'],
    ] as const) {
      const agreeing = `SELECT countIf(fact.user_number = numbered.number) AS numbered, count() AS facts
        FROM headcount.${table} AS fact FINAL
        LEFT JOIN headcount.user_numbers AS numbered FINAL USING (tenant, user_id)`;
      expect({ table, rows: await rows(client, agreeing) }).toEqual({
        table,
        rows: [{ numbered: count, facts: count }],
      });
    }
    expect(
      await rows(
        client,
        `SELECT tenant, org_id, arraySort(bitmapToArray(groupBitmapMergeState(users))) AS users
         FROM headcount.org_day_users GROUP BY tenant, org_id ORDER BY tenant, org_id`,
      ),
    ).toEqual([
      { tenant: 'acme', org_id: '', users: [1, 2, 3] },
      { tenant: 'acme', org_id: 'a', users: [1] },
      { tenant: 'acme', org_id: 'b', users: [1, 2, 3] },
      { tenant: 'zeta', org_id: '', users: [1] },
      { tenant: 'zeta', org_id: 'a', users: [1] },
    ]);
    expect(
      await rows(
        client,
        `SELECT activity_date, arraySort(bitmapToArray(groupBitmapMergeState(users))) AS users
         FROM headcount.client_day_users GROUP BY activity_date`,
      ),
    ).toEqual([{ activity_date: '2024-03-01', users: [1, 4] }]);
  } finally {
    await client.close();
  }
});
