import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createApi } from '../../support/api';
import { runScript } from '../../support/run-script';
import {
  freePort,
  makeTempDir,
  mintToken,
  removeDir,
  startProcess,
  TEST_SECRET,
} from '../../support/service';
import type { ServiceProcess } from '../../support/service';

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

function search(id: string): object {
  return { type: 'search', id, user_id: `user ${id}`, org_id: 'org-a', created_at: '2024-01-01T00:00:00Z' };
}

async function fileOf(name: string, ...lines: readonly string[]): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, lines.join('\n'));
  return path;
}

test('without url and token it finds the local service and signs for the tenant asked for', async () => {
  const file = await fileOf('good.ndjson', ...['a', 'b', 'c'].map((id) => JSON.stringify(search(id))));
  const env = { PORT: String(service.port), JWT_SECRET: TEST_SECRET };
  const { exitCode, stdout } = await runScript(
    'scripts/import.js',
    [file, '--tenant', 'acme', '--batch', '2'],
    env,
  );
  expect(stdout).toMatch(/^3 events sent, 3 accepted, 0 refused in [\d.]+ s \(\d+ events\/s\)\n$/);
  expect(exitCode).toBe(0);

  const api = createApi(service.url, mintToken({ tenant: 'acme' }));
  const { body } = await api.get('/v3/enterprise/metrics/active-users?time_after=0&time_before=2000000000');
  expect(body).toMatchObject({ active_users: 3 });
});

test('refused lines are named with their reason and make the import fail; the others count', async () => {
  const file = await fileOf(
    'bad.ndjson',
    JSON.stringify(search('a')),
    '',
    '{"type":',
    JSON.stringify({ type: 'x' }),
  );
  const args = [file, '--url', service.url, '--token', mintToken({ tenant: 'bad' })];
  const { exitCode, stdout, stderr } = await runScript('scripts/import.js', args);
  expect(stdout).toContain('3 events sent, 1 accepted, 2 refused');
  expect(stderr).toContain('line 3: refused, malformed_json');
  expect(stderr).toContain('line 4: refused, unknown_type at /type');
  expect(exitCode).toBe(1);
});

test('a token that may not send stops the import at once', async () => {
  const file = await fileOf('forbidden.ndjson', JSON.stringify(search('a')));
  const args = [file, '--url', service.url, '--token', mintToken({ tenant: 't', permissions: [] })];
  const { exitCode, stdout, stderr } = await runScript('scripts/import.js', args);
  expect(stdout).toContain('0 events sent, 0 accepted');
  expect(stderr).toContain('stopped: HTTP 403');
  expect(exitCode).toBe(1);
});

test.each([
  [[], 'Name one file to import.'],
  [['a', 'b'], 'Name one file to import.'],
  [['a', '--batch', '0'], '--batch must be a whole number from 1 to 50000.'],
  [['a', '--batch', '50001'], '--batch must be a whole number from 1 to 50000.'],
  [['a', '--url', 'nowhere'], '--url must be a URL.'],
  [['a', '--what'], "Unknown option '--what'"],
])('arguments %j are explained', async (args, message) => {
  const { exitCode, stderr } = await runScript('scripts/import.js', args);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});

test('a file that is not there is an error in one line', async () => {
  const args = [join(directory, 'absent'), '--url', `http://127.0.0.1:${await freePort()}`, '--token', 'x'];
  const { exitCode, stderr } = await runScript('scripts/import.js', args);
  expect(stderr).toMatch(/^ENOENT: no such file[^\n]*\n$/);
  expect(exitCode).toBe(1);
});
