import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathOf, runNode, say } from './project.mjs';

/** Without a network the wait is short. */
const CONNECTION_TIMEOUT_MS = '10000';

/** The Chromium of this machine for the browser tests, or undefined. CHROMIUM_PATH names one, and then no other counts. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH ?? '';
  const places = JSON.parse(readFileSync(pathOf('tests/support/chromium-places.json'), 'utf8'));
  const candidates = named === '' ? [...places, installedPath()] : [named];
  return candidates.find((path) => existsSync(path));
}

/** The browser of this machine; where there is none and none is named, one is downloaded into Playwright's own folder. */
export function prepareBrowser() {
  const found = findBrowser();
  if (found !== undefined || (process.env.CHROMIUM_PATH ?? '') !== '') return found;
  say('No Chromium here: downloading one for the browser tests ...');
  process.env.PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT ??= CONNECTION_TIMEOUT_MS;
  runNode('node_modules/playwright-core/cli.js', ['install', '--no-shell', 'chromium']);
  return findBrowser();
}

export const SKIPPED =
  'SKIPPED: the browser tests, because there is no Chromium here and none could be downloaded. ' +
  'Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.';

function installedPath() {
  return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
}
