import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import chromiumPlaces from './chromium-places.json';

/** CHROMIUM_PATH names the browser, and then no other counts; else where Debian's package, others and Playwright put it. */
const NAMED = process.env.CHROMIUM_PATH ?? '';
const PLACES = NAMED === '' ? [...chromiumPlaces, chromium.executablePath()] : [NAMED];

export const chromiumPath = PLACES.find((path) => existsSync(path));

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
