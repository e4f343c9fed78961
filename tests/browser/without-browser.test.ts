import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../clickhouse/project-root';

const run = promisify(execFile);

const directory = mkdtempSync(join(tmpdir(), 'headcount-test-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** This machine without a browser. */
const options = { cwd: projectRoot(), env: { ...process.env, CHROMIUM_PATH: join(directory, 'chromium') } };

test('where there is no browser its tests count as skipped, not as passed, and it is said loudly', async () => {
  const file = join(directory, 'results.json');
  const args = ['tests/browser/newcomer.test.ts', '--json', '--outputFile', file];
  const { stderr } = await run(process.execPath, ['node_modules/jest/bin/jest.js', ...args], options);
  const results = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(results).toMatchObject({ numPassedTests: 0, numPendingTests: 1, numFailedTests: 0 });
  expect(stderr).toContain('SKIPPED: the browser tests need Chromium, and there is none.');
});

test.each([
  ['names a browser that is there', process.execPath, `"${process.execPath}"`],
  ['names one that is not there', join(directory, 'chromium'), 'none'],
])('the run as a whole goes by what CHROMIUM_PATH says: it %s', async (_, path, found) => {
  const module = join(projectRoot(), 'scripts/bootstrap/browser.mjs');
  const program = `import { prepareBrowser } from '${module}'; console.log(JSON.stringify(prepareBrowser()) ?? 'none');`;
  const env = { ...process.env, CHROMIUM_PATH: path };
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    ...options,
    env,
  });
  expect(stdout.trim()).toBe(found);
});
