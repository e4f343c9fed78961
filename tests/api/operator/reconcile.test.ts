import { openStore } from '../../../clickhouse/open-store';
import { createApi } from '../../support/api';
import { runScript } from '../../support/run-script';
import type { ScriptResult } from '../../support/run-script';
import { makeTempDir, mintToken, removeDir, startProcess, TEST_SECRET } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

/** Drift of one event, put into a store behind the service's back, found and repaired by `npm run reconcile`. */

const DAU = '/v3/enterprise/metrics/dau?time_after=1767225600&time_before=1767312000';
const token = mintToken({ tenant: 'acme' });
let dataDir: string;
let service: ServiceProcess | undefined;

beforeAll(async () => {
  dataDir = await makeTempDir();
  service = await startProcess({ dataDir });
  await post(service, 'ada', 'bob');
});
afterAll(async () => {
  await service?.kill9();
  await removeDir(dataDir);
});

async function post({ url }: ServiceProcess, ...users: string[]): Promise<void> {
  const events = users.map((user) => ({
    ...{ type: 'search', id: `s-${user}`, user_id: user, org_id: 'org-a' },
    created_at: '2026-01-01T10:00:00Z',
  }));
  expect(await createApi(url, token).postEvents(events)).toMatchObject({ status: 200 });
}

async function postUntil(done: AbortSignal, to: ServiceProcess): Promise<void> {
  for (let number = 0; !done.aborted; number += 1) await post(to, `u-${number}`, 'bob');
}

async function activeUsers({ url }: ServiceProcess): Promise<unknown> {
  const { body } = await createApi(url, token).get(DAU);
  return (body as { active_users: number }[])[0]?.active_users;
}

/** Runs statements on the store while no service holds it. */
async function behindTheBack(...statements: string[]): Promise<void> {
  await service?.stop();
  service = undefined;
  const store = await openStore({ database: 'headcount', dataDir });
  for (const statement of statements) await store.command(statement);
  await store.close();
}

function reconcile(...args: string[]): Promise<ScriptResult> {
  const env = { DATA_DIR: dataDir, PORT: String(service?.port ?? 1), JWT_SECRET: TEST_SECRET };
  return runScript('scripts/reconcile.js', args, env);
}

const LOST = `ALTER TABLE headcount.org_user_days DELETE WHERE user_number = 1 SETTINGS mutations_sync = 2`;
const STRAY = `INSERT INTO headcount.org_user_days (tenant, org_id, day, user_number, search_hashes) VALUES ('acme', 'org-a', '2026-01-01', 900, [1])`;

test('a store without drift is said to be whole, served or not', async () => {
  const whole = {
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+ aggregates are what the facts say\.\n$/) as string,
  };
  expect(await reconcile()).toMatchObject(whole);
  await behindTheBack();
  expect(await reconcile('--tenant', 'acme', '--from', '2026-01-01', '--to', '2026-01-31')).toMatchObject(
    whole,
  );
});

test('drift is printed with table, key, expected and found, and repaired while events go on', async () => {
  await behindTheBack(LOST, STRAY);
  service = await startProcess({ dataDir });
  const lost =
    /^org_user_days\.search_hashes tenant="acme" day="2026-01-01" org_id="org-a" user_number="1": expected \[\d+\], found nothing$/m;
  const stray =
    /^org_user_days\.search_hashes tenant="acme" day="2026-01-01" org_id="org-a" user_number="900": expected nothing, found \[1\]$/m;

  const checked = await reconcile('--check');
  expect(checked).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(lost) as string });
  expect(checked.stdout).toMatch(stray);
  expect(checked.stdout).toContain('2 rows of');
  expect(await activeUsers(service)).toBe(2);

  const done = new AbortController();
  const posting = postUntil(done.signal, service);
  const repaired = await reconcile();
  done.abort();
  await posting;
  expect(repaired).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(lost) as string });
  expect(repaired.stdout).toMatch(stray);
  expect(repaired.stdout).toContain('they are now');
  expect(await reconcile('--check')).toMatchObject({ exitCode: 0 });
});

test('drift outside the days or the tenant that were asked for is left alone; on a stopped store it is repaired too', async () => {
  await behindTheBack(LOST);
  expect(await reconcile('--from', '2026-02-01')).toMatchObject({ exitCode: 0 });
  expect(await reconcile('--tenant', 'other')).toMatchObject({ exitCode: 0 });
  expect(await reconcile('--to', '2026-01-01')).toMatchObject({ exitCode: 1 });
  expect(await reconcile()).toMatchObject({ exitCode: 0 });
});

test('the command line is checked', async () => {
  expect(await reconcile('--from', '2026-02-30')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--from must be a date') as string,
  });
});
