import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compiled } from '../support/build';
import { makeTempDir, mintToken, removeDir } from '../support/service';
import { Caller } from './process/http';
import { Victim } from './process/victim';
import { buildShim, shimEnv } from './shim/build';

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const shim = buildShim();
if ('missing' in shim) console.error(`SKIPPED: errors of the disk and jumps of the clock, ${shim.missing}`);
const testWithShim = 'missing' in shim ? test.skip : test;

let home: string;
let victim: Victim;
let caller: Caller;
const token = mintToken({ tenant: 'acme' });

beforeAll(async () => {
  if ('missing' in shim) return;
  compiled('services/main.js');
  home = await makeTempDir();
  const dataDir = join(home, 'data');
  victim = Victim.start({
    dataDir,
    env: shimEnv(shim.path, dataDir, { CRASH_FAULT: join(home, 'fault'), CRASH_CLOCK: join(home, 'clock') }),
  });
  caller = new Caller(await victim.ready());
});
afterAll(async () => {
  if ('missing' in shim) return;
  caller.close();
  await victim.kill9();
  await removeDir(home);
});

const CREATED_AT = '2026-03-09T10:00:00Z';

function post(user: string, created_at = CREATED_AT): Promise<{ status: number; body: unknown }> {
  const event = { id: 'e', user_id: user, org_id: 'org-a', created_at };
  return caller.post(
    '/v1/events',
    token,
    [
      { type: 'session', ...event },
      { type: 'search', ...event },
    ],
    'array',
  );
}

/** Who is counted by sessions and who by searches, and on the dashboard. */
async function counted(): Promise<unknown> {
  const range = `time_after=${Date.parse('2026-03-09') / 1000}&time_before=${Date.parse('2026-03-10') / 1000}`;
  const path = `/v3/enterprise/metrics/active-users?${range}`;
  const [sessions, searches] = await Promise.all([
    caller.get(`${path}&min_sessions=1&min_searches=1000000`, token),
    caller.get(`${path}&min_sessions=1000000&min_searches=1`, token),
  ]);
  const day = '2026-03-09T00:00:00.000Z';
  const list = await caller.get(
    `/api/v1/engagement-dashboard/users/active-users?start=${day}&end=${day}`,
    token,
  );
  const { month } = list.body as { month: { usersList: string[] }[] };
  const users = (reply: { body: unknown }): unknown => (reply.body as { active_users: number }).active_users;
  return { sessions: users(sessions), searches: users(searches), listed: month[0]?.usersList };
}

async function readiness(): Promise<{ status: number; writePath: unknown }> {
  const { status, body } = await caller.get('/readyz', token);
  return { status, writePath: (body as { checks: { write_path?: string } }).checks.write_path };
}

async function untilReady(): Promise<void> {
  while ((await readiness()).status !== 200) await sleep(100);
}

async function metricsText(): Promise<string> {
  const response = await fetch(`${caller.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return response.text();
}

const EIO = 5;
const ENOSPC = 28;

testWithShim.each([
  ['EIO from the journal', EIO, '/journal/commits.log'],
  ['no space left for the journal', ENOSPC, '/journal/commits.log'],
])('%s: refused with 503, not ready, and back by itself', async (name, error, where) => {
  const [before, refused, after] = ['before', 'refused', 'after'].map((when) => `${when} ${name}`);
  expect((await post(before ?? '')).status).toBe(200);
  writeFileSync(join(home, 'fault'), `${error} ${where}`);
  expect((await post(refused ?? '')).status).toBe(503);
  expect(await readiness()).toEqual({ status: 503, writePath: 'failing' });
  expect(await metricsText()).toMatch(/^headcount_\w*ready\w*(\{.*\})? 0$/m);
  rmSync(join(home, 'fault'));
  await untilReady();
  expect((await post(after ?? '')).status).toBe(200);
  const { listed } = (await counted()) as { listed: string[] };
  expect(listed.filter((user) => user.endsWith(name))).toEqual([after, before]);
});

testWithShim.each([
  ['EIO from the engine', EIO, '/engine/store/'],
  ['no space left for the engine', ENOSPC, '/engine/store/'],
])('%s: the request waits in the journal, and goes in by itself', async (name, error, where) => {
  const before = (await counted()) as { sessions: number };
  writeFileSync(join(home, 'fault'), `${error} ${where}`);
  const waiting = post(name);
  while ((await readiness()).status === 200) await sleep(50);
  rmSync(join(home, 'fault'));
  const { status } = await waiting;
  if (status !== 200) expect((await post(name)).status).toBe(200);
  await untilReady();
  expect(await counted()).toMatchObject({ sessions: before.sessions + 1, searches: before.sessions + 1 });
});

testWithShim('a clock that jumps back and forward changes no number', async () => {
  const before = (await counted()) as { sessions: number };
  const jumps = [-40 * 86_400, 3_600, -3_600, 7 * 86_400];
  for (const [index, seconds] of jumps.entries()) {
    writeFileSync(join(home, 'clock'), String(seconds));
    expect((await post(`jump ${index}`)).status).toBe(200);
    expect((await post(`jump ${index}`)).status).toBe(200);
  }
  rmSync(join(home, 'clock'));
  const after = before.sessions + jumps.length;
  expect(await counted()).toMatchObject({ sessions: after, searches: after });
  expect((await readiness()).status).toBe(200);
});
