import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadSettings } from '../../../../services/platform/settings/settings';
import type { LoadOptions } from '../../../../services/platform/settings/settings';
import { SettingsError } from '../../../../services/platform/settings/settings-error';

const SECRET = 'a-secret-for-tests-of-32-bytes-at-least';
const directory = mkdtempSync(join(tmpdir(), 'headcount-settings-'));
const keys = join(directory, 'keys.json');
writeFileSync(keys, JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'x' }] }));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function problemsOf(env: Record<string, string>, options?: LoadOptions): readonly string[] {
  try {
    loadSettings(env, options);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

it('needs nothing: the defaults serve one machine', () => {
  expect(loadSettings({})).toEqual({
    host: '127.0.0.1',
    port: 8080,
    dataDir: resolve('data'),
    server: undefined,
    database: 'headcount',
    cluster: undefined,
    corsOrigins: [],
    rateLimits: {
      tokenRequests: 1_000,
      tokenEvents: 500_000,
      tenantRequests: 2_000,
      tenantEvents: 1_000_000,
    },
    tokens: {
      previousSecrets: [],
      revokedFile: undefined,
      secret: undefined,
      jwksUrl: undefined,
      jwksFile: undefined,
      issuer: 'headcount',
      audience: 'headcount',
    },
    logLevel: 'info',
    engineMemoryBytes: 1536 * 1024 * 1024,
    readers: 4,
  });
});

it('takes an empty value as unset', () => {
  const names = ['HOST', 'PORT', 'DATA_DIR', 'CLICKHOUSE_URL', 'JWT_SECRET', 'LOG_LEVEL', 'READERS'];
  expect(loadSettings(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadSettings({}));
});

it('reads everything', () => {
  const settings = loadSettings({
    HOST: '::1',
    PORT: '0',
    DATA_DIR: '/var/lib/headcount',
    CLICKHOUSE_URL: 'https://db.example:8443',
    CLICKHOUSE_USER: 'writer',
    CLICKHOUSE_PASSWORD: 'p',
    CLICKHOUSE_DATABASE: 'usage_1',
    CLICKHOUSE_CLUSTER: 'main',
    JWT_SECRET: SECRET,
    JWT_JWKS_FILE: keys,
    JWT_ISSUER: 'us',
    JWT_AUDIENCE: 'them',
    LOG_LEVEL: 'warn',
    ENGINE_MEMORY_MB: '512',
    READERS: '2',
  });
  expect(settings).toMatchObject({
    port: 0,
    dataDir: '/var/lib/headcount',
    server: { url: 'https://db.example:8443', user: 'writer', password: 'p' },
    cluster: 'main',
    tokens: { secret: SECRET, jwksFile: keys, issuer: 'us', audience: 'them' },
    logLevel: 'warn',
    engineMemoryBytes: 512 * 1024 * 1024,
    readers: 2,
  });
});

it('names every problem at once and no value', () => {
  const problems = problemsOf({
    HOST: 'a host',
    PORT: '80x80',
    CLICKHOUSE_URL: 'db.example',
    CLICKHOUSE_DATABASE: 'x; DROP',
    CLICKHOUSE_CLUSTER: 'a b',
    JWT_SECRET: 'short-secret',
    JWT_JWKS_URL: 'ftp://keys',
    JWT_JWKS_FILE: 'keys.json',
    LOG_LEVEL: 'loud',
    ENGINE_MEMORY_MB: '1',
    READERS: '0',
  });
  expect([...problems].sort()).toEqual([
    'CLICKHOUSE_CLUSTER must be a letter or underscore followed by at most 63 letters, digits, underscores or dashes.',
    'CLICKHOUSE_DATABASE must be a letter or underscore followed by at most 63 letters, digits or underscores.',
    'CLICKHOUSE_URL must be an http or https URL.',
    'ENGINE_MEMORY_MB must be a whole number from 256 to 1048576.',
    'HOST must be an IP address or a host name.',
    'JWT_JWKS_FILE must name a readable JSON Web Key Set.',
    'JWT_JWKS_URL and JWT_JWKS_FILE exclude each other.',
    'JWT_JWKS_URL must be an http or https URL.',
    'JWT_SECRET must be at least 32 bytes long.',
    'LOG_LEVEL must be one of error, warn, info, debug.',
    'PORT must be a whole number from 0 to 65535.',
    'READERS must be a whole number from 1 to 64.',
  ]);
  expect(problems.join()).not.toMatch(/short-secret|DROP|loud|80x80/);
});

it.each(['-1', '65536', '8080.5', '1e3', '0x50', ' 80', '8080 ', '+80', 'NaN'])(
  'refuses the port %p',
  (port) => {
    expect(problemsOf({ PORT: port })).toEqual(['PORT must be a whole number from 0 to 65535.']);
  },
);

it('counts the bytes of the secret, not its characters', () => {
  expect(problemsOf({ JWT_SECRET: 'é'.repeat(16) })).toEqual([]);
  expect(problemsOf({ JWT_SECRET: 'é'.repeat(15) + 'x' })).toEqual([
    'JWT_SECRET must be at least 32 bytes long.',
  ]);
});

it('refuses a server without keys, unless no token is checked', () => {
  const env = { CLICKHOUSE_URL: 'http://db:8123' };
  const problem = 'JWT_SECRET, JWT_JWKS_URL or JWT_JWKS_FILE must be set where CLICKHOUSE_URL is.';
  expect(problemsOf(env)).toEqual([problem]);
  expect(problemsOf(env, { checksTokens: false })).toEqual([]);
  expect(problemsOf({ ...env, JWT_JWKS_URL: 'https://keys.example' })).toEqual([]);
});

it('refuses a cluster without a server', () => {
  expect(problemsOf({ CLICKHOUSE_CLUSTER: 'main' })).toEqual(['CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL.']);
});
