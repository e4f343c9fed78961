import { join } from 'node:path';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { engineFigures } from '../../services/platform/metrics/engine-figures';
import { engineMetrics } from '../../services/platform/metrics/engine-metrics';
import { quarantineMetrics } from '../../services/platform/metrics/quarantine-metrics';
import { createMetrics } from '../../services/platform/metrics/registry';
import { parseMetrics, total } from '../support/metrics';
import { removeDirectory, temporaryDirectory } from './embedded';

const root = temporaryDirectory();
let store: Store;

beforeAll(async () => {
  store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await migrate(store);
});
afterAll(async () => {
  await store.close();
  removeDirectory(root);
});

test('a scrape tells what waits in the quarantine, each event once by its newest reason, and not what was taken since', async () => {
  const entry = (tenant: string, last: number, code: string): string =>
    `["${tenant}","2026-01-01 00:00:00.000","00000000-0000-4000-8000-00000000001${last}","${code}"]`;
  const columns = ['tenant', 'received_at', 'quarantine_id', 'code'];
  const rows = [
    entry('acme', 1, 'unknown_client'),
    entry('acme', 2, 'unknown_client'),
    entry('acme', 3, 'unknown_client'),
  ];
  await store.insert({ table: 'headcount.quarantine', columns, rows });
  const again = [...rows.slice(0, 1), entry('other', 3, 'unknown_client'), entry('other', 4, 'unknown_type')];
  await store.insert({ table: 'headcount.quarantine', columns, rows: again });
  const replayed = (last: number, takenAt: string | null, code: string): string =>
    JSON.stringify([
      'acme',
      `00000000-0000-4000-8000-00000000001${last}`,
      takenAt,
      { replayed_at: '2026-01-02 00:00:00.000', code, path: '', message: '' },
    ]);
  await store.insert({
    table: 'headcount.quarantine_replays',
    columns: ['tenant', 'quarantine_id', 'taken_at', 'last'],
    rows: [replayed(2, null, 'invalid_field'), replayed(3, '2026-01-02 00:00:00.000', '')],
  });
  const metrics = createMetrics();
  quarantineMetrics(metrics, { store, nowMs: () => 0 });
  const samples = parseMetrics(await metrics.metrics()).filter(
    ({ name }) => name === 'headcount_quarantine_events',
  );
  expect(samples.map(({ labels, value }) => [labels.code, value])).toEqual([
    ['invalid_field', 1],
    ['unknown_client', 2],
    ['unknown_type', 1],
  ]);
});

test('a scrape tells the engine its rows and parts, asks it once, and says so when it is away', async () => {
  let nowMs = 0;
  let asked = 0;
  const counting: Pick<Store, 'query'> = {
    query: (...question) => {
      asked += 1;
      return store.query(...question);
    },
  };
  const metrics = createMetrics();
  engineMetrics(metrics, engineFigures({ store: counting, nowMs: () => nowMs }, 'headcount'));
  await store.insert({ table: 'headcount.searches', columns: ['tenant', 'id'], rows: ['["acme","q-1"]'] });

  const first = parseMetrics(await metrics.metrics());
  expect(asked).toBe(1);
  expect(total(first, 'headcount_engine_up')).toBe(1);
  expect(total(first, 'headcount_engine_memory_bytes')).toBeGreaterThan(0);
  expect(total(first, 'headcount_engine_table_rows', { table: 'searches' })).toBe(1);
  expect(total(first, 'headcount_engine_table_parts', { table: 'searches' })).toBe(1);
  expect(total(first, 'headcount_engine_table_bytes', { table: 'searches' })).toBeGreaterThan(0);
  expect(total(first, 'headcount_engine_queries_running')).toBe(0);
  const free = total(first, 'headcount_engine_disk_free_bytes');
  expect(free).toBeGreaterThan(0);
  expect(total(first, 'headcount_engine_disk_size_bytes')).toBeGreaterThan(free);

  nowMs = 4_999;
  await metrics.metrics();
  expect(asked).toBe(1);
  nowMs = 5_000;
  await metrics.metrics();
  expect(asked).toBe(2);

  await store.close();
  nowMs = 10_000;
  const away = parseMetrics(await metrics.metrics());
  expect(total(away, 'headcount_engine_up')).toBe(0);
  expect(away.map(({ name }) => name).filter((name) => name.startsWith('headcount_engine_'))).toEqual([
    'headcount_engine_up',
  ]);
  expect(total(away, 'process_resident_memory_bytes')).toBeGreaterThan(0);
});
