import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { signToken } from '../../../services/platform/tokens/sign-token';
import { SECRET } from './test-app';
import { startTypescript } from './typescript-process';
import type { TypescriptProcess } from './typescript-process';

const PROGRAM = 'tests/api/platform/service-program.ts';
let dataDir: string;
let running: TypescriptProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'headcount-process-'));
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  rmSync(dataDir, { recursive: true });
});

function start(env: Record<string, string> = {}, args: readonly string[] = []): TypescriptProcess {
  const defaults = { DATA_DIR: dataDir, PORT: '0', JWT_SECRET: SECRET, LOG_LEVEL: 'warn' };
  const started = startTypescript(PROGRAM, args, { ...defaults, ...env });
  running.push(started);
  return started;
}

async function urlOf(service: TypescriptProcess): Promise<string> {
  const [, url = ''] = await service.printed(/^Headcount is ready at (http:\S+)$/m);
  return url;
}

function token(): string {
  const claims = { tenant: 'acme', subject: 'ann', permissions: [] };
  const common = { secret: SECRET, issuer: 'headcount', audience: 'headcount' };
  return signToken(claims, { ...common, now: new Date(), expiresInSeconds: 600 });
}

/** A request whose body is still on its way. */
function openRequest(url: string): { sent: ClientRequest; answer: Promise<[IncomingMessage]> } {
  const headers = { Authorization: `Bearer ${token()}` };
  const sent = request(`${url}/echo`, { method: 'POST', headers });
  const answer = once(sent, 'response') as Promise<[IncomingMessage]>;
  sent.write('first ');
  return { sent, answer };
}

/** Resolves when the service takes no connection any more. */
async function untilRefused(url: string): Promise<void> {
  const isAccepted = await fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );
  if (isAccepted) await untilRefused(url);
}

it('serves, is ready, and needs no more than a free directory', async () => {
  const service = start({ JWT_SECRET: '' });
  const url = await urlOf(service);
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', checks: { engine: 'ok', migrations: 'ok', write_path: 'ok' } },
  ]);
  const page = await fetch(`${url}/`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain('href="/readyz"');
  expect(statSync(join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600);
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'takes no new connection and finishes the running request on %s, also when the signal comes several times over, and exits with 0',
  async (signal) => {
    const service = start();
    const url = await urlOf(service);
    const { sent, answer } = openRequest(url);
    await service.printed(/request is running/);
    for (let i = 0; i < 3; i++) service.child.kill(signal);
    await untilRefused(url);
    expect(service.output.stdout).not.toContain('part has stopped');
    sent.end('second');
    const [response] = await answer;
    expect([response.statusCode, await text(response)]).toEqual([200, '{"bytes":12}']);
    expect(response.headers.connection).toBe('close');
    expect(await service.ended).toBe(0);
    expect(service.output.stdout).toContain('part has stopped');
    expect(service.output.stderr).toBe('');
  },
);

it('says in one line that another process holds the directory', async () => {
  await urlOf(start());
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output.stderr).toBe(
    `Headcount cannot start:\n  Another process holds the data directory ${dataDir}.\n`,
  );
});

it('says in one line that another process holds the port', async () => {
  const { port } = new URL(await urlOf(start()));
  const second = start({ PORT: port, DATA_DIR: join(dataDir, 'other') });
  expect(await second.ended).toBe(1);
  expect(second.output.stderr).toBe(
    `Headcount cannot start:\n  Another process listens on port ${port} of 127.0.0.1.\n`,
  );
});

it('lists every wrong setting and shows no secret', async () => {
  const service = start({ JWT_SECRET: 'not-long-enough', PORT: 'x', LOG_LEVEL: 'loud' });
  expect(await service.ended).toBe(1);
  expect(service.output).toEqual({
    stdout: '',
    stderr: [
      'Headcount cannot start:',
      '  PORT must be a whole number from 0 to 65535.',
      '  JWT_SECRET must be at least 32 bytes long.',
      '  LOG_LEVEL must be one of error, warn, info, debug.',
      '',
    ].join('\n'),
  });
});

it('lists files that it cannot use beside every other wrong setting', async () => {
  const file = join(dataDir, 'a-file');
  writeFileSync(file, 'no directory');
  const missing = join(dataDir, 'missing');
  const named = {
    PORT: 'x',
    DATA_DIR: join(file, 'below'),
    JWT_JWKS_FILE: missing,
    JWT_REVOKED_FILE: missing,
  };
  const service = start(named, ['--needs-server']);
  expect(await service.ended).toBe(1);
  expect(service.output.stderr.split('\n')).toEqual([
    'Headcount cannot start:',
    '  PORT must be a whole number from 0 to 65535.',
    '  CLICKHOUSE_URL must be set to run one side alone: the embedded engine serves one process.',
    '  DATA_DIR must name a directory, or one that can be made.',
    '  JWT_JWKS_FILE must name a readable JSON Web Key Set.',
    '  JWT_REVOKED_FILE must name a readable list of revocations.',
    '',
  ]);
});

it('refuses to run one side alone over the embedded engine', async () => {
  const service = start({}, ['--needs-server']);
  expect(await service.ended).toBe(1);
  expect(service.output.stderr).toContain('CLICKHOUSE_URL must be set to run one side alone');
});

it('refuses a server that cannot be reached', async () => {
  const service = start({ CLICKHOUSE_URL: 'http://127.0.0.1:9', CLICKHOUSE_PASSWORD: 'hush-hush' });
  expect(await service.ended).toBe(1);
  expect(service.output.stderr).toMatch(/^Headcount cannot start:\n {2}The store is not available/);
  expect(service.output.stderr).not.toContain('hush-hush');
});
