import { chromiumPath } from './chromium';

/** Without a browser these tests are skipped, which is said loudly and counted as skipped. */
export const describeInBrowser = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) {
  // Not by the console, of which nothing is shown where all of a file is skipped.
  process.stderr.write(
    'SKIPPED: the browser tests need Chromium, and there is none. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.\n',
  );
}
