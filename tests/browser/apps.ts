import { makePeople } from '../../scripts/demo/people';
import type { Dashboard } from './dashboard';
import { callOf, card, figure, rowsIn, whole } from './seen';

const CLIENT = 'c11e0000-0000-4000-8000-000000000003';
const DEPARTMENT = 'de9a0000-0000-4000-8000-000000000031';
const BUSY_APP = '00000000-0000-4000-8000-00000000000a';
const BUSY_USERS = 60;

interface Row {
  readonly app: { readonly id: string; readonly canonical_name: string };
  readonly unique_users: { readonly value: number };
  readonly session_count: { readonly value: number };
}
interface UserRow {
  readonly user: { readonly id: string; readonly username: string };
  readonly days_active: number;
}
interface List<Item> {
  readonly data: readonly Item[];
  readonly total_count: number;
}

/** Tests of the apps' pages, among those of all figures: they share a service and a browser. */
export function testApps(started: () => Dashboard): void {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = started();
    const people = makePeople().filter(({ client }) => client.client_id === CLIENT);
    const today = new Date().toISOString().slice(0, 10);
    await dashboard.api.postEvents(
      Array.from({ length: BUSY_USERS }, (_, index) => ({
        ...{ type: 'app_usage', id: `busy-${index}`, client_id: CLIENT, app_id: BUSY_APP, platform: 'web' },
        user_id: people[index]?.user_id ?? `stub-${index}`,
        activity_date: today,
        active_ms: 1_000_000_000 / (index + 20),
      })).map((event) => ({ ...event, active_ms: Math.floor(event.active_ms) })),
    );
  });

  async function answer<Item>(path: string): Promise<List<Item>> {
    const { status, body } = await dashboard.api.get(path);
    expect([path, status]).toEqual([path, 200]);
    return body as List<Item>;
  }

  test('the list is the one of the API, in the order that a head asks for, and can be narrowed', async () => {
    const page = await dashboard.open(`#/apps?client=${CLIENT}`);
    await page.getByRole('row').nth(1).waitFor();
    const check = async (): Promise<void> => {
      const { data, total_count } = await answer<Row>(await callOf(page, 'Utilization'));
      const rows = await rowsIn(card(page, 'Utilization'));
      expect(rows).toHaveLength(total_count);
      data.forEach((row, index) => {
        expect(rows[index]?.[0]).toContain(row.app.canonical_name);
        expect(rows[index]?.[2]?.replace(/[+−±–].*$/, '')).toBe(whole(row.unique_users.value));
        expect(rows[index]?.[5]?.replace(/[+−±–].*$/, '')).toBe(whole(row.session_count.value));
      });
    };
    await check();
    await page.getByRole('button', { name: 'Sessions' }).click();
    await page.locator('th[aria-sort="descending"]', { hasText: 'Sessions' }).waitFor();
    await page.locator('.stale').waitFor({ state: 'detached' });
    await check();
    await page.getByLabel('Name holds').fill('tally');
    await page.getByText('1 – 1 of 1').waitFor();
    await check();
    expect(page.url()).toContain('q=tally');
  });

  test('an app opens: its figures, its activity, and its users page by page, all of them once', async () => {
    const page = await dashboard.open(`#/apps?client=${CLIENT}`);
    await page.getByRole('link', { name: BUSY_APP }).click();
    await figure(page, 'Users')
      .filter({ hasText: whole(BUSY_USERS) })
      .waitFor();
    await card(page, 'Activity').locator('canvas').waitFor();
    await page.getByRole('group', { name: 'Figure' }).getByRole('button', { name: 'Users' }).click();
    await card(page, 'Activity').getByText('Before', { exact: false }).first().waitFor();

    const path = await callOf(page, 'Users');
    const all = await answer<UserRow>(path.replace(/page_size=\d+/, 'page_size=200'));
    const seen: string[] = [];
    for (const shown of ['1 – 25 of 60', '26 – 50 of 60', '51 – 60 of 60']) {
      await page.getByText(shown).waitFor();
      await page.locator('.stale').waitFor({ state: 'detached' });
      seen.push(...(await card(page, 'Users').locator('.user-name a').allTextContents()));
      const next = page.getByRole('button', { name: 'Next' });
      if (await next.isEnabled()) await next.click();
    }
    expect(seen).toEqual(all.data.map(({ user }) => user.username));
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('26 – 50 of 60').waitFor();
  });

  test('departments narrow the figures and the users, and a user opens', async () => {
    const page = await dashboard.open(`#/apps?client=${CLIENT}&app=${BUSY_APP}`);
    await page.getByRole('button', { name: 'Departments all' }).click();
    await page.getByLabel('Engineering').check();
    expect(page.url()).toContain(DEPARTMENT);
    const path = await callOf(page, 'Users');
    expect(path).toContain(`department_ids=${DEPARTMENT}`);
    const { data, total_count } = await answer<UserRow>(path);
    expect(total_count).toBeGreaterThan(0);
    expect(total_count).toBeLessThan(BUSY_USERS);
    await figure(page, 'Users')
      .filter({ hasText: new RegExp(`^${total_count}$`) })
      .waitFor();

    await page.keyboard.press('Escape');
    await page
      .getByRole('link', { name: data[0]?.user.username ?? '' })
      .first()
      .click();
    await page.getByRole('heading', { name: data[0]?.user.username ?? '', level: 1 }).waitFor();
    const apps = await answer<{ readonly days_active: number }>(await callOf(page, 'Apps'));
    const rows = await rowsIn(card(page, 'Apps'));
    expect(rows.map((row) => row.at(-1))).toEqual(apps.data.map(({ days_active }) => whole(days_active)));
  });
}
