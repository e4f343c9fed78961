import { describeInBrowser } from '../support/browser';
import { startBrowser } from '../support/chromium';
import { startScript } from '../support/run-script';
import { makeTempDir, removeDir } from '../support/temp-dir';
import { readPrinted, takeFirstSteps } from './first-steps';
import { figure } from './seen';

/** `npm run test:newcomer` takes the same steps from a fresh clone, with a clock and pictures. */
describeInBrowser('a newcomer', () => {
  test('starts the demo, signs in, sees curves, posts an event by curl and sees it arrive', async () => {
    const dataDir = await makeTempDir();
    const demo = startScript('scripts/demo.js', [], { DATA_DIR: dataDir, PORT: '0' });
    const browser = await startBrowser();
    const seen: [string, number][] = [];
    try {
      await demo.printed('-d ');
      await takeFirstSteps(browser, readPrinted(demo.output()), async (step, page) => {
        if (step !== 'sign-in') seen.push([step, Number(await figure(page, 'Last 30 days').textContent())]);
      });
    } finally {
      await browser.close();
      demo.child.kill('SIGINT');
      await demo.result;
      await removeDir(dataDir);
    }
    const [[, before] = ['', 0]] = seen;
    expect(before).toBeGreaterThan(250);
    expect(seen).toEqual([
      ['curves', before],
      ['event-arrived', before + 1],
    ]);
  }, 300_000);
});
