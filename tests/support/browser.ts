import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import chromiumPlaces from './chromium-places.json';

/** CHROMIUM_PATH names the browser, and then no other counts; else where Debian's package, others and Playwright put it. */
const NAMED = process.env.CHROMIUM_PATH ?? '';
const PLACES = NAMED === '' ? [...chromiumPlaces, chromium.executablePath()] : [NAMED];

const chromiumPath = PLACES.find((path) => existsSync(path));

/** Without a browser these tests are skipped, which is said loudly and counted as skipped. */
export const describeInBrowser = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) {
  console.error(
    'SKIPPED: the browser tests need Chromium, and there is none. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}

/** Quiet: a browser that asks nobody but the service under test. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(): Promise<Browser> {
  // Root has no sandbox of Chromium's own.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: isRoot ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
}
