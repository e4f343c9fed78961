import { join } from 'node:path';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { engineFigures } from '../../services/platform/metrics/engine-figures';
import { engineMetrics } from '../../services/platform/metrics/engine-metrics';
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
  engineMetrics(metrics, engineFigures({ store: counting, database: 'headcount', nowMs: () => nowMs }));
  await store.insert({
    table: 'headcount.quarantine',
    columns: ['tenant', 'received_at', 'quarantine_id', 'code'],
    rows: ['["acme","2026-01-01 00:00:00.000","00000000-0000-4000-8000-000000000001","unknown_type"]'],
  });

  const first = parseMetrics(await metrics.metrics());
  expect(asked).toBe(1);
  expect(total(first, 'headcount_engine_up')).toBe(1);
  expect(total(first, 'headcount_engine_memory_bytes')).toBeGreaterThan(0);
  expect(total(first, 'headcount_quarantine_events')).toBe(1);
  expect(total(first, 'headcount_engine_table_rows', { table: 'quarantine' })).toBe(1);
  expect(total(first, 'headcount_engine_table_parts', { table: 'quarantine' })).toBe(1);
  expect(total(first, 'headcount_engine_table_bytes', { table: 'quarantine' })).toBeGreaterThan(0);
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
