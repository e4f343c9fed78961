import { execFileSync } from 'node:child_process';
import { describeInBrowser, startBrowser } from '../support/browser';
import { startScript } from '../support/run-script';
import { makeTempDir, removeDir } from '../support/temp-dir';
import { card, figure } from './seen';

describeInBrowser('a newcomer', () => {
  test('starts the demo, signs in, sees curves, posts an event by curl and sees it arrive', async () => {
    const dataDir = await makeTempDir();
    const demo = startScript('scripts/demo.js', [], { DATA_DIR: dataDir, PORT: '0' });
    const browser = await startBrowser();
    try {
      await demo.printed('-d ');
      const output = demo.output();
      const url = /Open (\S+) in a browser/.exec(output)?.[1] ?? '';
      const token = /^TOKEN=(\S+)$/m.exec(output)?.[1] ?? '';
      const page = await browser.newPage();
      await page.goto(url);
      await page.getByLabel('Token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();

      await card(page, 'Daily, weekly and monthly active users').locator('canvas').waitFor();
      const before = Number(await figure(page, 'Last 30 days').textContent());
      expect(before).toBeGreaterThan(250);
      await page.evaluate('window.wasHere = true');
      const curl = output.split('\n').find((line) => line.includes('/v1/events')) ?? '';
      const told = execFileSync('bash', ['-c', curl], { env: { PATH: process.env.PATH, TOKEN: token } });
      expect(JSON.parse(told.toString())).toMatchObject({ accepted: 1 });

      await figure(page, 'Last 30 days')
        .filter({ hasText: String(before + 1) })
        .waitFor();
      expect(await page.evaluate('window.wasHere')).toBe(true);
    } finally {
      await browser.close();
      demo.child.kill('SIGINT');
      await demo.result;
      await removeDir(dataDir);
    }
  }, 300_000);
});
