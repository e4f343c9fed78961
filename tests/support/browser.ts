import { chromiumPath } from './chromium';

/** Without a browser these tests are skipped, which is said loudly and counted as skipped. */
export const describeInBrowser = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) {
  console.error(
    'SKIPPED: the browser tests need Chromium, and there is none. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}
