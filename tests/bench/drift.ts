import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { openOwnEngine } from '../../scripts/bench/engines/own-engine';
import { ensureWorkload } from '../../scripts/bench/generate';
import { TENANT, workloadOf } from '../../scripts/bench/workload';
import { compiled } from '../support/build';
import { scrape, total } from '../support/metrics';
import { mintToken, TEST_SECRET } from '../support/tokens';

/**
 * `npm run bench:drift -- --data DIR [--scale S]`: how long the auditor of a service takes to report that one event is lost from an
 * aggregate, among recent events and among old ones, and how long reads take beside it and without it.
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, scale: { type: 'string', default: '0.1' } },
});
if (values.data === undefined) throw new Error('--data DIR is needed.');
const dataDir = values.data;
const MARK = 'CREATE TABLE IF NOT EXISTS headcount.bench_workload (made UInt8) ENGINE = TinyLog';
const READS = 300;
const QUIET_MS = 30_000;
const operator = mintToken({ tenant: TENANT });

async function onStore(
  work: (engine: Awaited<ReturnType<typeof openOwnEngine>>) => Promise<void>,
): Promise<void> {
  const engine = await openOwnEngine(dataDir);
  try {
    await work(engine);
  } finally {
    await engine.close();
  }
}

async function withService(work: (url: string) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, [compiled('services/main.js')], {
    env: {
      ...{ PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, JWT_SECRET: TEST_SECRET, LOG_LEVEL: 'warn' },
      ...{ RATE_LIMIT_REQUESTS: '0', RATE_LIMIT_TENANT_REQUESTS: '0' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /ready at (\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      await work(url);
      break;
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Loses one event from an aggregate's row, on the store at rest. */
async function lose(which: 'recent' | 'old'): Promise<void> {
  await onStore(async ({ run, rows }) => {
    const extreme = which === 'recent' ? 'max' : 'min';
    const [[day, org, user] = []] = await rows(
      `SELECT toString(day), org_id, user_number FROM headcount.org_user_days WHERE notEmpty(session_hashes)
       AND day = (SELECT ${extreme}(day) FROM headcount.org_user_days) LIMIT 1`,
    );
    const row = `day = '${String(day)}' AND org_id = '${String(org)}' AND user_number = ${String(user)}`;
    await run(
      `ALTER TABLE headcount.org_user_days UPDATE session_hashes = arraySlice(session_hashes, 2) WHERE ${row} SETTINGS mutations_sync = 2`,
    );
  });
}

async function secondsUntilReported(url: string): Promise<number> {
  const began = performance.now();
  while (total(await scrape(url, operator), 'headcount_drift_rows') === 0) await sleep(500);
  return (performance.now() - began) / 1000;
}

async function reconcile(url: string): Promise<unknown> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${operator}` };
  const response = await fetch(`${url}/v1/operator/reconcile`, { method: 'POST', headers });
  const last = (await response.text()).trim().split('\n').at(-1) ?? '';
  return { ...(JSON.parse(last) as object), seconds: Math.round((performance.now() - began) / 1000) };
}

/** What a caller waits for, of a question that is never in the cache. */
async function readTimes(url: string): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let number = 0; number < READS; number += 1) {
    const from = Date.parse('2025-01-01') / 1000 + number;
    const path = `/v3/enterprise/metrics/wau?time_after=${from}&time_before=${from + 300 * 86_400}&min_sessions=1&min_searches=1`;
    const began = performance.now();
    await (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${operator}` } })).arrayBuffer();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

function say(what: string, figures: unknown): void {
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
}

async function main(): Promise<void> {
  await onStore(async (engine) => {
    await ensureWorkload(engine, workloadOf(Number(values.scale)));
    await engine.run(MARK);
    say(
      'parts',
      await engine.rows(
        "SELECT table, count(), sum(rows), max(rows) FROM system.parts WHERE database = 'headcount' AND active GROUP BY table ORDER BY sum(rows) DESC LIMIT 8",
      ),
    );
  });
  // Beside a table that is not ours the store is not audited.
  await withService(async (url) => {
    say('reads without the auditor', await readTimes(url));
  });
  await onStore(({ run }) => run('DROP TABLE headcount.bench_workload'));
  await withService(async (url) => {
    await sleep(QUIET_MS);
    say('reads beside the auditor', await readTimes(url));
    const began = performance.now();
    while (total(await scrape(url, operator), 'headcount_audit_rotation_seconds') === 0) {
      if (performance.now() - began > 600_000) break;
      await sleep(1_000);
    }
    say('rotation', {
      seconds: total(await scrape(url, operator), 'headcount_audit_rotation_seconds'),
      busy: total(await scrape(url, operator), 'headcount_audit_busy_seconds_total'),
    });
  });
  for (const which of ['recent', 'old'] as const) {
    await lose(which);
    await withService(async (url) => {
      say(`one event lost, ${which}: seconds until reported`, await secondsUntilReported(url));
      say('reconcile', await reconcile(url));
    });
  }
  await onStore(({ run }) => run(MARK));
}

void main().then(() => process.exit(0));
