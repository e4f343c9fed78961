import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';

interface Stage {
  readonly name: string;
  readonly suites: readonly string[];
}

/** The stages as `npm test` reads them: this test's own loader knows no modules. */
const STAGES = JSON.parse(
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      "import { STAGES } from './scripts/bootstrap/stages.mjs'; console.log(JSON.stringify(STAGES));",
    ],
    { cwd: projectRoot(), encoding: 'utf8' },
  ),
) as Stage[];
const SUITES = readdirSync(join(projectRoot(), 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `tests/${file}`)
  .sort();

test('every pattern of a stage names suites that are there', () => {
  const patterns = STAGES.flatMap(({ suites }) => suites);
  expect(patterns.length).toBeGreaterThan(20);
  expect(patterns.filter((pattern) => !SUITES.some((suite) => new RegExp(pattern).test(suite)))).toEqual([]);
});

test('no suite runs in two stages', () => {
  const stagesOf = (suite: string): string[] =>
    STAGES.filter(({ suites }) => suites.some((pattern) => new RegExp(pattern).test(suite))).map(
      ({ name }) => name,
    );
  expect(SUITES.filter((suite) => stagesOf(suite).length > 1)).toEqual([]);
});
