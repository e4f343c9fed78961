import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createApi } from '../../support/api';
import { runScript, startScript } from '../../support/run-script';
import type { ScriptResult } from '../../support/run-script';
import { makeTempDir, mintToken, removeDir, startProcess, TEST_SECRET } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

const CLIENT = 'aa7cf840-0000-4000-8000-000000000001';
const MANY = 2_600;

let directory: string;
let service: ServiceProcess;
beforeAll(async () => {
  directory = await makeTempDir();
  service = await startProcess({ dataDir: join(directory, 'data') });
});
afterAll(async () => {
  await service.stop();
  await removeDir(directory);
});

const api = (tenant: string): ReturnType<typeof createApi> => createApi(service.url, mintToken({ tenant }));
const env = (): Record<string, string> => ({
  ...{ DATA_DIR: join(directory, 'data'), HOST: '127.0.0.1', PORT: String(service.port) },
  JWT_SECRET: TEST_SECRET,
});
const quarantine = (...args: string[]): Promise<ScriptResult> =>
  runScript('scripts/quarantine.js', args, env());

const reports = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ type: 'app_usage', id: `r-${i}`, user_id: 'ada', client_id: CLIENT, platform: 'web' },
    ...{ app_id: 'f1a2b3c4-0000-4000-8000-000000000001', activity_date: '2026-03-09', active_ms: 1000 },
  }));
const register = (tenant: string): Promise<unknown> =>
  api(tenant).put(`/v1/clients/${CLIENT}`, { name: 'C', timezone: 'UTC' });

async function counted(tenant: string): Promise<unknown> {
  const period = 'granularity=daily&start_date=2026-03-01&end_date=2026-03-31';
  const path = `/v2/clients/${CLIENT}/analytics/users/ada/utilization/apps?${period}`;
  const { data } = (await api(tenant).get(path)).body as { data: { session_count: { value: number } }[] };
  return data.map(({ session_count }) => session_count.value);
}

test('what was refused is listed, exported and, sent again, counted once', async () => {
  const hostile = { type: '\u009b2Jx', id: 'x' };
  await api('acme').postEvents([...reports(3), hostile]);
  const listed = await quarantine('list', '--tenant', 'acme');
  expect(listed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(listed.stdout).toMatch(/Z {2}unknown_client {2}\/client_id +\{"type":"app_usage","id":"r-0"/);
  expect(listed.stdout).toMatch(/\n\n +3 {2}unknown_client\n +1 {2}unknown_type\n +4 {2}in all\n$/);
  expect(listed.stdout).not.toContain('\u009b');

  const file = join(directory, 'refused.ndjson');
  const exported = ['export', '--tenant', 'acme', '--code', 'unknown_client'];
  expect(await quarantine(...exported, '--file', file)).toMatchObject({ exitCode: 0 });
  const text = await readFile(file, 'utf8');
  const payloads = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse((JSON.parse(line) as { payload: string }).payload) as unknown);
  expect(payloads).toHaveLength(3);
  expect(payloads).toEqual(expect.arrayContaining(reports(3)));
  expect(await quarantine(...exported)).toMatchObject({ exitCode: 0, stdout: text });
  const again = await quarantine(...exported, '--to', '2020-01-01', '--file', file);
  expect(again.stderr).toContain('--file names something that is there already');
  expect(again.exitCode).toBe(2);
  expect(await readFile(file, 'utf8')).toBe(text);
  await quarantine(...exported, '--to', '2020-01-01', '--file', file, '--force');
  expect(await readFile(file, 'utf8')).toBe('');

  const replay = ['replay', '--tenant', 'acme'];
  expect(await quarantine(...replay)).toMatchObject({ exitCode: 1, stdout: '0 accepted, 4 refused again\n' });
  await register('acme');
  const known = [...replay, '--code', 'unknown_client'];
  expect(await quarantine(...known)).toMatchObject({ exitCode: 0, stdout: '3 accepted, 0 refused again\n' });
  expect(await quarantine(...known)).toMatchObject({ exitCode: 0, stdout: '0 accepted, 0 refused again\n' });
  expect(await counted('acme')).toEqual([3]);
});

test('without a running service, killed in the middle and run again, each event counts once', async () => {
  await api('big').postEvents(reports(MANY));
  await register('big');
  await service.stop();
  const args = ['replay', '--tenant', 'big'];
  const { child, result } = startScript('scripts/quarantine.js', args, env());
  if (child.stderr) await once(child.stderr, 'data');
  child.kill('SIGKILL');
  expect((await result).stderr).toMatch(/^500 offered, 500 accepted\n/);

  const rest = await quarantine(...args);
  expect(rest).toMatchObject({ exitCode: 0 });
  const accepted = Number(/^(\d+) accepted, 0 refused again\n$/.exec(rest.stdout)?.[1]);
  expect(accepted).toBeLessThanOrEqual(MANY - 500);
  service = await startProcess({ dataDir: join(directory, 'data') });
  expect(await counted('big')).toEqual([MANY]);
});

test.each([
  [[], 'Say one of list, export, replay.'],
  [['list', '--from', '2024-02-30'], '--from must be a date, YYYY-MM-DD.'],
  [['list', '--code', 'x'], 'The service answered 400: code must be one of'],
])('%j cannot be done, and why is said', async (args, message) => {
  const { exitCode, stderr } = await quarantine(...args);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
