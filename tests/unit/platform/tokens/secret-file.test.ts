import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateSecret, secretFileProblem } from '../../../../services/platform/tokens/secret-file';

let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'headcount-secret-')), 'data');
});
afterEach(() => {
  rmSync(join(dataDir, '..'), { recursive: true });
});

it('is made once, readable by its owner alone', async () => {
  const secret = await loadOrCreateSecret(dataDir);
  expect(Buffer.byteLength(secret)).toBeGreaterThanOrEqual(32);
  expect(statSync(join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(await loadOrCreateSecret(dataDir)).toBe(secret);
  expect(readFileSync(join(dataDir, 'jwt-secret'), 'utf8').trim()).toBe(secret);
});

it('differs from one installation to the next', async () => {
  const other = join(dataDir, 'other');
  expect(await loadOrCreateSecret(dataDir)).not.toBe(await loadOrCreateSecret(other));
});

it('is one and the same for all who ask at once, and leaves nothing else behind', async () => {
  const secrets = await Promise.all(Array.from({ length: 50 }, () => loadOrCreateSecret(dataDir)));
  expect(new Set(secrets).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(['jwt-secret']);
});

it('is one and the same for several processes that start at once', async () => {
  const program = `
    require('@swc/core');
    const { transformFileSync } = require('@swc/core');
    require.extensions['.ts'] = (module, file) =>
      module._compile(transformFileSync(file, { module: { type: 'commonjs' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }).code, file);
    require(process.argv[1]).loadOrCreateSecret(process.argv[2]).then((secret) => process.stdout.write(secret));`;
  const module = join(__dirname, '../../../../services/platform/tokens/secret-file.ts');
  const secrets = await Promise.all(
    Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['-e', program, module, dataDir], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return new Promise<string>((resolve) => {
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.once('close', () => {
          resolve(output);
        });
      });
    }),
  );
  expect(secrets[0]).toMatch(/^[\w-]{64}$/);
  expect(new Set(secrets).size).toBe(1);
});

it('that is too short is refused, not used and not replaced', async () => {
  await loadOrCreateSecret(dataDir);
  writeFileSync(join(dataDir, 'jwt-secret'), 'short\n');
  const problem = 'DATA_DIR/jwt-secret holds less than 32 bytes; remove it to have a new secret made.';
  await expect(loadOrCreateSecret(dataDir)).rejects.toThrow(problem);
  expect(secretFileProblem(dataDir)).toBe(problem);
  expect(readFileSync(join(dataDir, 'jwt-secret'), 'utf8')).toBe('short\n');
});
