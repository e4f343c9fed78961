import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { mintToken } from '../support/tokens';
import { startDashboard } from './dashboard';
import type { Dashboard } from './dashboard';
import { violations } from './seen';

const MAX_SCRIPT_BYTES = 150_000;
/** The page asks every few seconds, and less often where an answer took long. */
const ASKS_AGAIN_MS = 60_000;
/** What has the focus, and whether it can be seen that it has. */
const STOP = `(() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return { name: '', isSeen: false };
  const isSeen = stop.matches(':focus-visible')
    && (getComputedStyle(stop).outlineStyle !== 'none' || stop.closest('.field') !== null)
    && stop.getBoundingClientRect().width > 0;
  return { name: stop.getAttribute('aria-label') ?? stop.textContent ?? '', isSeen };
})()`;

describeInBrowser('the page', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await startDashboard({ isFilled: false });
  });
  afterAll(() => dashboard.stop());
  afterEach(() => {
    expect(dashboard.complaints).toEqual([]);
  });

  /** The figure of a tile, as it stands there. */
  function figure(page: Page, label: string): Promise<string | null> {
    return page.locator(`[data-figure="${label}"]`).textContent();
  }

  test('says what is wrong with a token, takes a good one, shows who it is, and forgets it', async () => {
    const page = await dashboard.open('', { token: null });
    const enter = async (token: string): Promise<void> => {
      await page.getByLabel('Token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await enter('nonsense');
    await page.getByText('This is no token of this service').waitFor();
    await enter(mintToken({ tenant: 'acme', secret: 'another-secret-that-is-long-enough-too' }));
    await page.getByText('does not accept this token').waitFor();
    await enter(dashboard.token);
    await page.getByRole('heading', { name: 'Active users', level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Signed in acme' }).click();
    await page.getByText('tester').waitFor();
    await page.getByText('ViewAccountMetrics', { exact: false }).first().waitFor();
    expect(page.url()).not.toContain('eyJ');

    await page.reload();
    await page.getByRole('heading', { name: 'Active users', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Signed in acme' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    expect(await page.evaluate('[sessionStorage.length, JSON.stringify(localStorage)]')).toEqual([0, '{}']);
    expect(dashboard.service.log()).not.toContain(dashboard.token);
  });

  test('shows an event that curl posts, without being loaded again, and asks for what it knows by its tag', async () => {
    const page = await dashboard.open('#/active-users?compare=none');
    await page.getByText('Nothing here yet').first().waitFor();
    expect(await figure(page, 'Today so far')).toBe('0');
    await page.evaluate('window.wasHere = true');

    const event = {
      ...{ type: 'search', id: 'q-1', user_id: 'ada', org_id: 'org-engines' },
      created_at: new Date().toISOString(),
    };
    const told = execFileSync('curl', [
      ...['-s', `${dashboard.service.url}/v1/events`, '-H', `Authorization: Bearer ${dashboard.token}`],
      ...['-H', 'Content-Type: application/json', '-d', JSON.stringify(event)],
    ]);
    expect(JSON.parse(told.toString())).toMatchObject({ accepted: 1 });

    await page.locator('[data-figure="Today so far"]', { hasText: /^1$/ }).waitFor();
    await page.getByRole('button', { name: 'org-engines 1' }).waitFor();
    expect(await page.evaluate('window.wasHere')).toBe(true);

    const unchanged = page.waitForResponse((response) => response.status() === 304);
    await page.goto(`${dashboard.service.url}/#/active-users?from=2024-01-01&to=2024-01-31`);
    await unchanged;
  });

  test('a chart is read with the keyboard', async () => {
    const page = await dashboard.open('#/active-users');
    await page.getByRole('img', { name: /^Daily, weekly and monthly active users\. / }).focus();
    await page.keyboard.press('End');
    await page.locator('.tooltip', { hasText: '(so far)' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.tooltip', { hasText: '(so far)' }).waitFor({ state: 'detached' });
    await page.locator('.tooltip', { hasText: 'Daily' }).waitFor();
  });

  test('the first key leads to the figures, the theme can be chosen and stays', async () => {
    const page = await dashboard.open('#/retention');
    await page.getByRole('heading', { name: 'Retention', level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    const background = (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: 'dark theme' }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('heading', { name: 'Retention', level: 1 }).waitFor();
    expect(await background()).toBe(dark);
  });

  test('says what goes wrong, goes on asking, and ends where the token does', async () => {
    const page = await dashboard.open('', { token: null });
    // The page's own clock: it asks again when told that time has passed.
    await page.clock.install();
    let status = 0;
    const becomes = async (next: number): Promise<void> => {
      status = next;
      await page.clock.fastForward(ASKS_AGAIN_MS);
    };
    await page.route('**/v1/metrics/**', async (route) => {
      if (status === 0) await route.abort();
      else if (status === 200) await route.continue();
      else await route.fulfill({ status, json: { detail: `Status ${status}, in its own words.` } });
    });
    await page.getByLabel('Token').fill(dashboard.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The service cannot be reached').first().waitFor();
    await becomes(503);
    await page.getByText('Status 503, in its own words.').first().waitFor();
    await becomes(200);
    await page.getByRole('button', { name: 'org-engines' }).waitFor();
    await becomes(401);
    await page.getByText('does not accept your token any more').waitFor();
  });

  test('is gone through with the keyboard in the order in which it is read, and every stop is seen', async () => {
    const page = await dashboard.open('#/active-users');
    await page.getByRole('button', { name: 'API: Organizations' }).waitFor();
    const stops: string[] = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await page.evaluate<{ name: string; isSeen: boolean }>(STOP);
      if (name === '' || stops.includes(name)) break;
      expect([name, isSeen]).toEqual([name, true]);
      stops.push(name);
    }
    const order = ['Skip to the figures', 'Active users', 'Health', 'dark theme', 'Signed in', '7 days'];
    const charts = ['Table: Daily', 'API: Daily', 'Table: Stickiness', 'API: Organizations', 'API reference'];
    const places = [...order, ...charts].map((text) => stops.findIndex((stop) => stop.includes(text)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test('is shared by its address: range, filters and comparison are in it', async () => {
    const page = await dashboard.open('');
    await page.getByRole('button', { name: '13 weeks' }).click();
    await page.getByLabel('Compare with').selectOption('none');
    await page.getByRole('button', { name: 'Active means' }).click();
    await page.getByLabel('Sessions, at least').fill('3');
    const shared = '#/active-users?range=91d&compare=none&min_sessions=3';
    await page.waitForURL((url) => url.hash === shared);

    const other = await dashboard.open(shared);
    await other.getByRole('button', { name: 'API: Stickiness' }).click();
    const call = await other.locator('.api-call code').textContent();
    expect(call).toContain('min_sessions=3');
    expect(call).not.toContain('compare');
  });

  test('tells who lacks a permission which one it is', async () => {
    const token = mintToken({ tenant: 'acme', permissions: ['view-engagement-dashboard'] });
    const page = await dashboard.open('#/active-users', { token });
    await page.getByText('No permission').first().waitFor();
    await page.getByText('This needs ViewAccountMetrics').first().waitFor();

    const some = mintToken({
      tenant: 'acme',
      permissions: ['ViewOrgMetrics'],
      orgs: ['org-engines', 'org-b'],
    });
    const other = await dashboard.open('#/active-users', { token: some });
    await other.getByRole('button', { name: 'org-engines' }).waitFor();
    const any = mintToken({ tenant: 'acme', permissions: ['ViewOrgMetrics'] });
    const last = await dashboard.open('#/active-users', { token: any });
    await last.getByRole('button', { name: 'Organizations all' }).click();
    await last.getByLabel('Id').fill('org-engines');
    await last.getByRole('button', { name: 'Add' }).click();
    await last.getByRole('button', { name: /^org-engines 1/ }).waitFor();
  });

  test('the reference can be read by everybody, in the light and in the dark, and leads to what it speaks of', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await dashboard.open('docs', { token: null, theme });
      await page.getByRole('heading', { name: 'Headcount', level: 1 }).waitFor();
      await page.locator('summary', { hasText: '/v1/metrics/retention' }).click();
      await page.getByRole('columnheader', { name: 'Meaning' }).filter({ visible: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      const schema = page.locator('details[open] a[href^="#"]').filter({ visible: true }).first();
      const name = (await schema.getAttribute('href')) ?? '';
      await schema.click();
      await page.locator(`${name} pre`).waitFor();
    }
    const phone = await dashboard.open('docs', { token: null, width: 390, height: 844 });
    expect(await phone.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  });

  test('weighs little, comes from own files and forbids everything else', async () => {
    const { url } = dashboard.service;
    const response = await fetch(`${url}/`);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src ?? '');
    expect(scripts).toHaveLength(1);
    let bytes = 0;
    for (const src of scripts) {
      const script = await fetch(`${url}${src}`, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(script.headers.get('cache-control')).toContain('immutable');
      expect(script.headers.get('content-encoding')).toBe('br');
      bytes += gzipSync(await script.text()).length;
    }
    expect(bytes).toBeLessThan(MAX_SCRIPT_BYTES);
    expect(html).not.toMatch(/https?:\/\//);
  });
});
