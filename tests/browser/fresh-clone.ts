import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../../clickhouse/project-root';
import { startBrowser } from '../support/chromium';
import { freePort } from '../support/service-process';
import { readPrinted, takeFirstSteps } from './first-steps';
import type { OnStep } from './first-steps';

/**
 * `npm run test:newcomer`: what a newcomer does, from `git clone` on, with a clock: once with nothing of npm's on the machine,
 * once with npm's cache filled. `-- --pictures DIRECTORY` keeps a picture of each step of the second time.
 */
const [, pictures] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'headcount-newcomer-'));
const home = join(root, 'home');
mkdirSync(home);

interface Clocked {
  readonly step: string;
  readonly seconds: number;
}

async function main(): Promise<void> {
  const browser = await startBrowser();
  try {
    for (const [name, keepsPictures] of [
      ['npm cache empty', false],
      ['npm cache filled', true],
    ] as const) {
      const clocked = await fromClone(browser, keepsPictures ? pictures : undefined);
      console.log(`\n${name}:`);
      for (const { step, seconds } of clocked) console.log(`${seconds.toFixed(1).padStart(7)} s  ${step}`);
    }
  } finally {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function fromClone(browser: Browser, directory: string | undefined): Promise<readonly Clocked[]> {
  const clone = mkdtempSync(join(root, 'clone-'));
  const startedMs = performance.now();
  const clocked: Clocked[] = [];
  const clock = (step: string): void => {
    clocked.push({ step, seconds: (performance.now() - startedMs) / 1000 });
  };
  execFileSync('git', ['clone', '--quiet', `file://${projectRoot()}`, clone]);
  clock('cloned');
  const port = String(await freePort());
  const { PATH } = process.env;
  const env = {
    PATH,
    HOME: home,
    npm_config_cache: join(home, 'npm'),
    PORT: port,
    ...registryOfThisMachine(),
  };
  const demo = spawn('npm', ['run', 'demo'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(demo, 'exit');
  let output = '';
  let terminal = '';
  demo.stderr.setEncoding('utf8').on('data', (text: string) => {
    terminal += text;
    if (text.includes('Building')) clock('installed');
  });
  demo.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    terminal += text;
  });
  try {
    while (!output.includes('-d ')) {
      const [how] = await Promise.race([once(demo.stdout, 'data'), ended.then(() => [null])]);
      if (how === null) throw new Error(`npm run demo ended:\n${terminal}`);
    }
    clock('the demo serves, its sample is in');
    const onStep: OnStep = async (step, page, typed) => {
      clock(step);
      if (directory === undefined) return;
      await page.screenshot({ path: join(directory, `first-steps-${step}.png`) });
      if (typed !== '') await drawTerminal(browser, typed, join(directory, 'first-steps-curl.png'));
    };
    await takeFirstSteps(browser, readPrinted(output), onStep);
    if (directory !== undefined) {
      const shown = `$ npm run demo\n${terminal}`;
      await drawTerminal(browser, shown.trimEnd(), join(directory, 'first-steps-demo.png'));
    }
  } finally {
    demo.kill('SIGINT');
    await ended;
  }
  return clocked;
}

/** Where npm of this machine looks for packages, in case that is not the public registry. */
function registryOfThisMachine(): Record<string, string> {
  const ask = (key: string): string =>
    execFileSync('npm', ['config', 'get', key], { encoding: 'utf8', cwd: tmpdir() }).trim();
  const { NODE_EXTRA_CA_CERTS, HTTPS_PROXY, HTTP_PROXY, NO_PROXY } = process.env;
  const others = { NODE_EXTRA_CA_CERTS, HTTPS_PROXY, HTTP_PROXY, NO_PROXY };
  return {
    npm_config_registry: ask('registry'),
    ...Object.fromEntries(
      Object.entries(others).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

/** A picture of what a terminal showed; a token is shortened, and a line written over shows as it was last. */
async function drawTerminal(browser: Browser, text: string, path: string): Promise<void> {
  const shown = stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.split('\r').findLast((part) => part.trim() !== '') ?? '')
    .map((line) => line.replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJhbGciOiJIUzI1NiJ9...'))
    .join('\n');
  const page = await browser.newPage({ viewport: { width: 1100, height: 60 } });
  await page.setContent(
    '<body style="margin:0;background:#15151c;color:#ededf3;font:13px/1.5 monospace"><pre style="margin:20px;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit"></pre>',
  );
  await page.locator('pre').evaluate((element: { textContent: string }, content: string) => {
    element.textContent = content;
  }, shown);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
