import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { mintToken } from '../support/tokens';
import { startDashboard } from './dashboard';
import type { Dashboard } from './dashboard';

const MAX_SCRIPT_BYTES = 150_000;

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

  test('is shared by its address: range, filters and comparison are in it', async () => {
    const page = await dashboard.open('');
    await page.getByRole('button', { name: '13 weeks' }).click();
    await page.getByLabel('Compare with').selectOption('none');
    await page.getByRole('button', { name: 'Active means' }).click();
    await page.getByLabel('Sessions, at least').fill('3');
    const shared = new URL(page.url()).hash;
    expect(shared).toBe('#/active-users?range=91d&compare=none&min_sessions=3');

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
