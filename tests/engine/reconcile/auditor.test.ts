import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import type { Reconciler } from '../../../clickhouse/reconcile/reconcile';
import { reconcile } from '../../../clickhouse/reconcile/run';
import type { Store } from '../../../clickhouse/store';
import { Auditor } from '../../../services/ingest/audit/auditor';
import { AUDIT_POLICY } from '../../../services/ingest/audit/policy';
import type { AuditPolicy } from '../../../services/ingest/audit/policy';
import { createLogger } from '../../../services/platform/logger';
import { removeDirectory, temporaryDirectory } from '../embedded';
import { insertRandomFacts, randomFrom } from './random-facts';

const root = temporaryDirectory();
const logger = createLogger('error');
logger.silent = true;
const NEVER_MS = 1e9;
const QUICK = {
  ...{ ...AUDIT_POLICY, lookMs: 20 },
  ...{ share: 1, rotationPauseMs: 20, firstShare: 1, firstPauseMs: 20 },
};
const LOST = `ALTER TABLE headcount.org_user_days DELETE WHERE user_number = 1 AND day = '2026-01-01' AND org_id = 'org-a' AND tenant = 'acme' SETTINGS mutations_sync = 2`;
const STRAY = `INSERT INTO headcount.client_users (tenant, client_id, user_id, registered_at) VALUES ('acme', '0a0a0a0a-0000-4000-8000-000000000001', 'nobody', '2026-01-01 00:00:00')`;
let store: Store;
let reconciler: Reconciler;

beforeAll(async () => {
  store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await migrate(store);
  reconciler = { store, catalog: await readCatalog(store), alone: (work) => work(), hasOtherWriters: false };
  await insertRandomFacts(store, randomFrom(3));
});
afterAll(async () => {
  await store.close();
  removeDirectory(root);
});

async function audited(
  policy: AuditPolicy,
  work: (auditor: Auditor) => Promise<void>,
  audits: Pick<Store, 'audit' | 'command' | 'idleMs'> = store,
): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const auditor = new Auditor({ reconciler: { ...reconciler, store: audits, signal }, logger, policy });
  const running = auditor.run();
  try {
    await work(auditor);
  } finally {
    stop.abort();
    await running;
  }
}

/** Waits until the auditor sees so many differing rows in the tables, and none in any other. */
async function untilDrift(auditor: Auditor, tables: Readonly<Record<string, number>>): Promise<void> {
  const expected = auditor.figures().drift.map(([table]) => [table, tables[table] ?? 0]);
  while (JSON.stringify(auditor.figures().drift) !== JSON.stringify(expected)) await sleep(10);
}

async function repair(): Promise<void> {
  for await (const event of reconcile(reconciler, {}, true)) if (event.kind === 'summary') return;
}

test('what is lost or strays anywhere is found in its turn, and is gone from the figures when it is repaired', async () => {
  await audited({ ...QUICK, lookMs: 200 }, async (auditor) => {
    expect(auditor.figures().drift.every(([, rows]) => rows === 0)).toBe(true);
    await untilDrift(auditor, {});
    await store.command(LOST);
    await store.command(STRAY);
    await untilDrift(auditor, { org_user_days: 1, client_users: 1 });
    await repair();
    await untilDrift(auditor, {});
    while (auditor.figures().rotationSeconds === undefined) await sleep(10);
  });
});

test('drift in what was written lately is found at the next look, however long the turns take', async () => {
  // A part that is lost as a whole leaves nothing to look at; that one is found in its turn.
  await store.command('OPTIMIZE TABLE headcount.org_user_days FINAL');
  await audited({ ...QUICK, rotationPauseMs: NEVER_MS, firstPauseMs: NEVER_MS }, async (auditor) => {
    while (auditor.figures().comparisons === 0) await sleep(10);
    await store.command(LOST);
    await store.command(STRAY);
    await untilDrift(auditor, { org_user_days: 1, client_users: 1 });
    await repair();
    await untilDrift(auditor, {});
  });
});

test('while commits go on nothing is taken for drift that is none', async () => {
  await audited(QUICK, async (auditor) => {
    for (let seed = 10; seed < 12; seed += 1) {
      await insertRandomFacts(store, randomFrom(seed));
      expect(auditor.figures().drift.every(([, rows]) => rows === 0)).toBe(true);
    }
    const before = auditor.figures().comparisons;
    while (auditor.figures().comparisons < before + 12) await sleep(10);
    await untilDrift(auditor, {});
  });
});

test('the first round goes on at full speed while nobody reads or writes, and takes its share beside others', async () => {
  const policy = { ...QUICK, lookMs: NEVER_MS, share: 1e-5, firstPauseMs: 0 };
  const comparisons = async (idleMs: number): Promise<number> => {
    let count = 0;
    const audit: Store['audit'] = (statement, signal) => store.audit(statement, signal);
    await audited(
      policy,
      async (auditor) => {
        while (auditor.figures().comparisons === 0) await sleep(10);
        await sleep(1_000);
        count = auditor.figures().comparisons;
      },
      { audit, command: (statement) => store.command(statement), idleMs: () => idleMs },
    );
    return count;
  };
  expect(await comparisons(Infinity)).toBeGreaterThan(1);
  expect(await comparisons(0)).toBe(1);
});

test('a question of a tenant is somebody waiting, the figures for Prometheus are not', async () => {
  await store.query('apps/client', { tenant: 'acme', client_id: '0a0a0a0a-0000-4000-8000-000000000001' });
  await sleep(300);
  const before = store.idleMs();
  expect(before).toBeGreaterThanOrEqual(250);
  await store.query('operator/engine-figures', { database: 'headcount' });
  expect(store.idleMs()).toBeGreaterThanOrEqual(before);
  await store.query('apps/client', { tenant: 'acme', client_id: '0a0a0a0a-0000-4000-8000-000000000002' });
  expect(store.idleMs()).toBeLessThan(before);
});
