import { setTimeout as sleep } from 'node:timers/promises';
import { startInstallation } from '../api/two-processes/sides';
import type { Installation } from '../api/two-processes/sides';
import { scrape, total } from '../support/metrics';
import { runScript } from '../support/run-script';
import { mintToken } from '../support/tokens';
import { TwoWriters } from './run/two-writers';

/** Seeds that the long form never reaches. */
const SEEDS = Array.from({ length: 4 }, (_, index) => 1_100_000_000 + index);

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const operator = mintToken({ tenant: 'operator', permissions: ['operate'] });
let installation: Installation;
let writers: TwoWriters;

beforeAll(async () => {
  installation = await startInstallation();
  writers = new TwoWriters(installation);
});
afterAll(() => installation.stop());

/** The service finds differences or none, as a script over the server and as an endpoint of a writer. */
async function reconcile(...args: string[]): Promise<{ exitCode: number | null; stdout: string }> {
  return runScript('scripts/reconcile.js', args, installation.env('operator'));
}

async function reconcileOver(url: string, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/v1/operator/reconcile?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operator}` },
  });
  const lines = (await response.text()).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
}

async function onServer(statement: string): Promise<void> {
  const { url, user, password } = installation.front;
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}` };
  const response = await fetch(url, { method: 'POST', headers, body: statement });
  expect([response.status, await response.text()]).toEqual([200, '']);
}

async function untilDrift(url: string, isThere: boolean): Promise<void> {
  while (total(await scrape(url, operator), 'headcount_drift_rows') > 0 !== isThere) await sleep(200);
}

test('the same events sent to two processes at once, and again after kills of one or both, count once', async () => {
  const tally = await writers.run(SEEDS, 2);
  expect(tally.differences).toEqual([]);
  expect(tally).toMatchObject({ kills: 2 });
  expect(tally.events).toBeGreaterThan(50);
});

test('what several processes wrote has no drift; drift is seen by the auditor of each, and repaired beside them', async () => {
  const urls = await writers.urls();
  expect(await reconcile('--check')).toMatchObject({ exitCode: 0 });
  for (const url of urls) await untilDrift(url, false);

  const lost = `tenant = 'two-${SEEDS[0] ?? 0}' AND day = (SELECT max(day) FROM headcount.org_user_days)`;
  await onServer(`ALTER TABLE headcount.org_user_days DELETE WHERE ${lost} SETTINGS mutations_sync = 2`);
  for (const url of urls) await untilDrift(url, true);
  expect(await reconcileOver(urls[0] ?? '', 'check=true')).toMatchObject({
    kind: 'summary',
    repaired: false,
  });
  const repaired = await reconcile();
  expect(repaired).toMatchObject({ exitCode: 1 });
  expect(repaired.stdout).toMatch(/^org_user_days\.\w+ tenant="two-/m);
  for (const url of urls) await untilDrift(url, false);
  expect(await reconcileOver(urls[1] ?? '', 'check=false')).toMatchObject({ differing_rows: 0 });
});
