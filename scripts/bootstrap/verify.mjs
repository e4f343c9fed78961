import { readdirSync } from 'node:fs';
import { alone } from './alone.mjs';
import { prepareBrowser, SKIPPED } from './browser.mjs';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { fail, pathOf, runNode, say } from './project.mjs';
import { runSuites } from './suites.mjs';

/** The built scripts that write generated files; each takes --check to compare only. */
export function generators() {
  return readdirSync(pathOf('scripts'))
    .filter((file) => /^generate-.*\.ts$/.test(file))
    .map((file) => `scripts/${file.replace(/\.ts$/, '.js')}`);
}

/** Everything that has to hold before a change is good; all steps run, and the answer is 0 where each succeeded. */
export function verify(jestArguments) {
  alone(() => {
    if (!isInstalled() && !install()) fail('The dependencies could not be installed.');
  });
  const browser = prepareBrowser();
  if (browser === undefined) say(SKIPPED);
  else process.env.CHROMIUM_PATH = browser;
  const tool = (name, file, args) => [name, () => runNode(`node_modules/${file}`, args)];
  const steps = [
    ['build', () => alone(() => isBuilt() || build())],
    tool('types', 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']),
    tool('types of the page', 'typescript/bin/tsc', ['-p', 'services/dashboard/page']),
    tool('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
    tool('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    ['generated files', () => generators().every((file) => runNode(`dist/${file}`, ['--check']))],
    ['tests', () => runSuites(jestArguments)],
  ];
  const failed = steps.filter(([name, step]) => {
    say(`Checking: ${name} ...`);
    return !step();
  });
  if (failed.length > 0) say(`Failed: ${failed.map(([name]) => name).join(', ')}`);
  else say('All checks passed.');
  if (browser === undefined) say(SKIPPED);
  return failed.length > 0 ? 1 : 0;
}
