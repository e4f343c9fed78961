import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { startDashboard } from './dashboard';
import type { Dashboard } from './dashboard';

/** Where pictures of the views go, if anywhere; docs/screenshots holds those that are kept. */
const PICTURES = process.env.SCREENSHOTS;

const CLIENT = 'c11e0000-0000-4000-8000-000000000001';
const APP = 'a9900000-0000-4000-8000-000000000001';

const VIEWS = [
  ['active-users', '#/active-users', 'Organizations'],
  ['engagement', '#/engagement', 'Busiest days'],
  ['apps', '#/apps', 'Utilization'],
  ['app', `#/apps?client=${CLIENT}&app=${APP}`, 'Users'],
  ['retention', '#/retention?range=91d', 'Lifecycle'],
  ['health', '#/health', 'Store'],
] as const;

describeInBrowser('every view', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await startDashboard();
  });
  afterAll(() => dashboard.stop());

  /** Rules of accessibility that the page breaks, each with where. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  async function keepPicture(page: Page, name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  describe.each(VIEWS)('%s', (name, address, shown) => {
    test.each(['light', 'dark'] as const)('can be read by everybody, %s', async (theme) => {
      const page = await dashboard.open(address, { theme });
      await page.getByRole('heading', { name: shown }).waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `${name}-${theme}`);
    });

    test('fits a phone', async () => {
      const page = await dashboard.open(address, { width: 390, height: 844 });
      await page.getByRole('heading', { name: shown }).waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      await keepPicture(page, `${name}-phone`);
    });
  });
});
