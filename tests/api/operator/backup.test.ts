import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createApi } from '../../support/api';
import { examplePath, OPERATIONS, sendExamples } from '../../support/examples';
import { runScript } from '../../support/run-script';
import type { ScriptResult } from '../../support/run-script';
import { makeTempDir, mintToken, removeDir, startProcess, TEST_SECRET } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

const token = mintToken({ tenant: 'acme' });
const READS = OPERATIONS.filter(
  ({ method, permission, isNeverTheSame }) =>
    method === 'get' && permission !== undefined && isNeverTheSame !== true,
);
let root: string;
let service: ServiceProcess;

beforeAll(async () => {
  root = await makeTempDir();
  service = await startProcess({ dataDir: join(root, 'data') });
  await sendExamples(service.url, token);
});
afterAll(async () => {
  await service.kill9();
  await removeDir(root);
});

function run(
  script: 'backup' | 'restore' | 'reconcile',
  dataDir: string,
  ...args: string[]
): Promise<ScriptResult> {
  const env = { DATA_DIR: join(root, dataDir), PORT: String(service.port), JWT_SECRET: TEST_SECRET };
  return runScript(`scripts/${script}.js`, args, env);
}

async function answers({ url }: ServiceProcess): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const { path, example } of READS) {
    const response = await fetch(`${url}${examplePath(path, example)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    all.push({ path, status: response.status, body: await response.text() });
  }
  return all;
}

/** A session and a search of one user in one request. */
async function post(user: string): Promise<void> {
  const common = { id: 'e', user_id: user, org_id: 'org-b', created_at: '2026-01-05T10:00:00Z' };
  const { status } = await createApi(service.url, token).postEvents([
    { type: 'session', ...common },
    { type: 'search', ...common },
  ]);
  expect(status).toBe(200);
}

/** One request after the other, each by a user whose name says which; answers how many were accepted. */
async function postUntil(done: AbortSignal): Promise<number> {
  let number = 0;
  for (; !done.aborted; number += 1) await post(userOf(number));
  return number;
}

function userOf(number: number): string {
  return `during-${String(number).padStart(6, '0')}`;
}

test('a backup made while events come in holds what was accepted before one moment and nothing later; a restored store answers as before', async () => {
  await post('before');
  const done = new AbortController();
  const posting = postUntil(done.signal);
  const made = await run('backup', 'data', '--to', join(root, 'under-load'));
  done.abort();
  const posted = await posting;
  expect(made).toMatchObject({ exitCode: 0, stderr: '' });

  const quiet = await run('backup', 'data', '--to', join(root, 'quiet'));
  expect(quiet).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await readdir(join(root, 'data', 'backups'))).toEqual([]);
  const before = await answers(service);
  await service.kill9();

  expect(await run('restore', 'from-quiet', '--from', join(root, 'quiet'))).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
  service = await startProcess({ dataDir: join(root, 'from-quiet') });
  expect(await answers(service)).toEqual(before);
  await post('after');
  await service.stop();

  expect(await run('restore', 'from-load', '--from', join(root, 'under-load'))).toMatchObject({
    exitCode: 0,
  });
  expect(await run('reconcile', 'from-load', '--check')).toMatchObject({ exitCode: 0 });
  service = await startProcess({ dataDir: join(root, 'from-load') });
  const range = 'time_after=1767571200&time_before=1767657600';
  const usage = await createApi(service.url, token).get(`/v3/organizations/org-b/metrics/usage?${range}`);
  const { sessions_count: sessions, searches_count: searches } = usage.body as Record<string, number>;
  expect(searches).toBe(sessions);
  const day = '2026-01-05T00:00:00.000Z';
  const path = `/api/v1/engagement-dashboard/users/active-users?start=${day}&end=${day}`;
  const { month } = (await createApi(service.url, token).get(path)).body as {
    month: { usersList: string[] }[];
  };
  const listed = month[0]?.usersList ?? [];
  const during = listed.filter((user) => user.startsWith('during-'));
  expect(listed).toContain('before');
  expect(during).toEqual(during.map((_, number) => userOf(number)));
  expect(during.length).toBeLessThan(posted);
});

test('a restore overwrites nothing, unless it is told to put it aside', async () => {
  await service.stop();
  const again = await run('restore', 'from-quiet', '--from', join(root, 'under-load'));
  expect(again).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('There is a store in') as string,
  });
  const replaced = await run('restore', 'from-quiet', '--from', join(root, 'under-load'), '--replace');
  expect(replaced).toMatchObject({ exitCode: 0 });
  expect(await readdir(join(root, 'from-quiet', 'replaced'))).toHaveLength(1);
});

test('a damaged backup is refused, and so is what is none', async () => {
  const damaged = join(root, 'quiet');
  const [table = ''] = await readdir(join(damaged, 'store', 'data', 'headcount_snapshot'));
  const [part = ''] = await readdir(join(damaged, 'store', 'data', 'headcount_snapshot', table));
  await appendFile(join(damaged, 'store', 'data', 'headcount_snapshot', table, part, 'checksums.txt'), 'x');
  expect(await run('restore', 'new', '--from', damaged)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('The backup is damaged: store/data/') as string,
  });
  expect(await run('restore', 'new', '--from', root)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('no finished backup') as string,
  });
});

test('a stopped store is backed up too', async () => {
  expect(await run('backup', 'from-load', '--to', join(root, 'stopped'))).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
  expect(await run('restore', 'from-stopped', '--from', join(root, 'stopped'))).toMatchObject({
    exitCode: 0,
  });
});
