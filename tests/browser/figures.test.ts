import { describeInBrowser } from '../support/browser';
import { testApps } from './apps';
import { startDashboard } from './dashboard';
import type { Dashboard } from './dashboard';
import { callOf, card, figure, rowsIn, saved, tableOf, whole } from './seen';

const PNG_SIGNATURE = '89504e470d0a1a0a';

interface Day {
  readonly dau: number;
  readonly wau: number;
  readonly mau: number;
}
interface Stickiness {
  readonly data: readonly Day[];
  readonly compare: { readonly data: readonly Day[] };
}
interface Breakdown {
  readonly active_users: number;
  readonly data: readonly { readonly org_id: string; readonly active_users: number }[];
}
interface Retention {
  readonly data: readonly {
    readonly cohort_size: number;
    readonly periods: readonly { readonly users: number }[];
  }[];
}

describeInBrowser('the figures on the page are those of the API', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await startDashboard();
  });
  afterAll(() => dashboard.stop());
  afterEach(() => {
    expect(dashboard.complaints).toEqual([]);
  });

  async function answer<Body>(path: string): Promise<Body> {
    const { status, body } = await dashboard.api.get(path);
    expect([path, status]).toEqual([path, 200]);
    return body as Body;
  }

  test('active users', async () => {
    const title = 'Daily, weekly and monthly active users';
    const page = await dashboard.open('#/active-users');
    await card(page, title).locator('canvas').waitFor();
    const { data, compare } = await answer<Stickiness>(await callOf(page, title));
    const rows = await tableOf(page, title);
    expect(data).toHaveLength(28);
    expect(rows.map((row) => row.slice(1))).toEqual(
      data.map((day, index) => {
        const prior = compare.data[index];
        return [day, prior].flatMap((one) => [one?.dau, one?.wau, one?.mau].map((some) => whole(some ?? 0)));
      }),
    );
    await figure(page, 'Last 30 days')
      .filter({ hasText: whole(data.at(-1)?.mau ?? -1) })
      .waitFor();

    const groups = await answer<Breakdown>(await callOf(page, 'Organizations'));
    await figure(page, 'In the whole range')
      .filter({ hasText: whole(groups.active_users) })
      .waitFor();
    expect((await tableOf(page, 'Organizations')).map((row) => row.slice(0, 2))).toEqual(
      groups.data.map(({ org_id, active_users }) => [org_id, whole(active_users)]),
    );
    const [first] = groups.data;
    await page.getByRole('button', { name: new RegExp(`^${first?.org_id ?? ''} `) }).click();
    await figure(page, 'In the whole range')
      .filter({ hasText: whole(first?.active_users ?? -1) })
      .waitFor();
    expect(page.url()).toContain(`org=${first?.org_id ?? ''}`);
  });

  test('a chart is saved as the CSV of its call, and as a picture', async () => {
    const page = await dashboard.open('#/active-users?from=2024-01-01&to=2024-01-31&compare=none');
    await figure(page, 'Last day').waitFor();
    const path = await callOf(page, 'Organizations');
    const headers = { authorization: `Bearer ${dashboard.token}` };
    const csv = await fetch(`${dashboard.service.url}${path}&format=csv`, { headers });
    expect((await saved(page, 'CSV: Organizations')).toString()).toBe(await csv.text());

    await page.getByRole('button', { name: '4 weeks' }).click();
    for (const name of ['PNG: Stickiness', 'PNG: Organizations']) {
      const picture = await saved(page, name);
      expect([name, picture.subarray(0, 8).toString('hex')]).toEqual([name, PNG_SIGNATURE]);
      expect(picture.readUInt32BE(16)).toBeGreaterThan(400);
      expect(picture.length).toBeGreaterThan(3_000);
    }
  });

  test('engagement', async () => {
    const page = await dashboard.open('#/engagement');
    await card(page, 'New users').locator('canvas').waitFor();
    const newUsers = await answer<{
      readonly period: { readonly count: number };
      readonly days: readonly { readonly day: string; readonly users: number }[];
    }>(await callOf(page, 'New users'));
    await figure(page, 'New users')
      .filter({ hasText: whole(newUsers.period.count) })
      .waitFor();
    const shown = await tableOf(page, 'New users');
    expect(shown).toHaveLength(28);
    expect(shown.map(([, users]) => users).filter((users) => users !== '0')).toEqual(
      newUsers.days.toReversed().map(({ users }) => whole(users)),
    );

    const { week } = await answer<{
      readonly week: readonly {
        readonly users: number;
        readonly hour: number;
        readonly day: number;
        readonly month: number;
        readonly year: number;
      }[];
    }>(await callOf(page, 'When people are there'));
    const heat = await tableOf(page, 'When people are there');
    // Four Wednesdays lie in four weeks, and the tenth hour of each is among the busy ones.
    const wednesdays = week.filter(
      ({ hour, day, month, year }) =>
        hour === 10 && new Date(Date.UTC(year, month - 1, day)).getUTCDay() === 3,
    );
    const mean = wednesdays.reduce((sum, { users }) => sum + users, 0) / 4;
    expect(mean).toBeGreaterThan(0);
    expect(heat[2]?.[11]).toBe(mean >= 10 ? Math.round(mean).toString() : mean.toFixed(1));

    await page.getByRole('button', { name: 'The day before' }).click();
    const { hours } = await answer<{ readonly hours: readonly { readonly users: number }[] }>(
      await callOf(page, 'Busiest hours'),
    );
    expect((await tableOf(page, 'Busiest hours')).map(([, users]) => users)).toEqual(
      hours.toReversed().map(({ users }) => whole(users)),
    );
  });

  test('retention', async () => {
    const page = await dashboard.open('#/retention?range=91d&show=users');
    await card(page, 'Cohorts').locator('td.heat').first().waitFor();
    const check = async (): Promise<void> => {
      const { data } = await answer<Retention>(await callOf(page, 'Cohorts'));
      const cohorts = data.filter(({ cohort_size }) => cohort_size > 0);
      expect(cohorts.length).toBeGreaterThan(2);
      const rows = await rowsIn(card(page, 'Cohorts'));
      expect(rows.map(([, ...figures]) => figures)).toEqual(
        cohorts.map(({ cohort_size, periods }) =>
          [cohort_size, ...periods.map(({ users }) => users)].map(whole),
        ),
      );
    };
    await check();
    await page.getByRole('button', { name: 'months' }).click();
    await page.getByText('Month of').waitFor();
    await check();
    await page.getByRole('button', { name: '%', exact: true }).click();
    await page.getByRole('cell', { name: '100%' }).first().waitFor();
  });

  test('health', async () => {
    const page = await dashboard.open('#/health');
    await figure(page, 'In quarantine').filter({ hasText: /^0$/ }).waitFor();
    const { status } = await dashboard.api.postEvents([{ type: 'search', id: 'x' }], 'array');
    expect(status).toBe(422);
    await figure(page, 'In quarantine').filter({ hasText: /^1$/ }).waitFor();
    await card(page, 'Refused').getByText('missing_field').waitFor();
    await page.getByText('1 refused since the start').waitFor();
    await figure(page, 'Service').filter({ hasText: 'Ready' }).waitFor();
    const csv = (await saved(page, 'CSV: Events a second')).toString();
    expect(csv.split('\r\n')[0]).toBe('Time,Accepted,Refused');
  });

  describe('apps', () => {
    testApps(() => dashboard);
  });
});
