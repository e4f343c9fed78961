import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { startDashboard } from './dashboard';
import type { Dashboard } from './dashboard';
import { violations } from './seen';

/** Where pictures of the views go, if anywhere; docs/screenshots holds those that are kept. */
const PICTURES = process.env.SCREENSHOTS;

const MOST_OF_A_PICTURE = 1_300;
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

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
    // The pictures show the whole sample, as the demo does.
    dashboard = await startDashboard(PICTURES === undefined ? {} : { every: 1, tenant: 'demo' });
  });
  afterAll(() => dashboard.stop());

  async function keepPicture(page: Page, name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    const { width, height } = page.viewportSize() ?? DESKTOP;
    const full = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.setViewportSize({ width, height: Math.max(height, Math.min(full, MOST_OF_A_PICTURE)) });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    await page.setViewportSize({ width, height });
  }

  async function check(page: Page, shown: string, picture: string): Promise<void> {
    await page.getByRole('heading', { name: shown }).waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    // Charts follow a new width a moment later.
    await page.waitForFunction('document.documentElement.scrollWidth <= innerWidth');
    expect(await violations(page)).toEqual([]);
    await keepPicture(page, picture);
  }

  test.each(VIEWS)(
    '%s can be read by everybody: light, dark, and on a phone',
    async (name, address, shown) => {
      const page = await dashboard.open(address, DESKTOP);
      if (PICTURES !== undefined && name === 'health') await someTraffic(dashboard);
      await check(page, shown, `${name}-light`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await check(page, shown, `${name}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(PHONE);
      await check(page, shown, `${name}-phone`);
    },
  );

  test('so can the way in', async () => {
    const page = await dashboard.open('', { ...DESKTOP, token: null });
    await check(page, 'Sign in with a token', 'sign-in-light');
  });
});

/** For the pictures: some seconds of events, and some that are refused. */
async function someTraffic({ api }: Dashboard): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    const events = Array.from({ length: 40 + 30 * (round % 7) }, (_, index) => ({
      ...{ type: 'search', id: `traffic-${round}-${index}`, user_id: `user-${index}`, org_id: 'org-data' },
      ...(index % 60 !== 7 && { created_at: new Date().toISOString() }),
    }));
    await api.postEvents(events, 'array');
    await setTimeout(800);
  }
}
