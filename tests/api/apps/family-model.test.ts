import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { appActivity } from '../../model/apps/app-activity';
import { appDetail } from '../../model/apps/app-detail';
import { APP_LIST_SORTS, appList } from '../../model/apps/app-list';
import { USER_APPS_SORTS, userApps } from '../../model/apps/user-apps';
import { type Facts, settle } from '../../model/facts';
import { insertApps, insertClients, insertUsage, insertUsers, type NamedApp, type Usage } from './facts';
import { worldOf } from './sent-usage';
import { get, startService, token, type Query, type Service } from './support';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const DEPARTMENTS = [randomUUID(), randomUUID()];
const APPS = Array.from({ length: 5 }, () => randomUUID());
const USERS = ['u1', 'u2', 'u3', 'u4'];
const PERIOD = {
  start_date: '2026-02-01',
  end_date: '2026-02-28',
  compare_start_date: '2026-01-01',
  compare_end_date: '2026-01-31',
};
const GRANULARITIES = ['daily', 'weekly', 'monthly', 'quarterly'] as const;
const METRICS = ['active-time', 'session-count', 'user-count'] as const;
const ORDERS = ['asc', 'desc'] as const;

interface Scope {
  readonly department_ids?: readonly string[];
}

const directory = fc.tuple(
  ...APPS.map((app) =>
    fc.record({
      app: fc.constant(app),
      name: fc.constantFrom('Slack', 'slack', 'SLACK', 'Ärzte', 'ärzte', 'Zoom'),
      isApproved: fc.boolean(),
      isFavorite: fc.boolean(),
      isNamed: fc.constantFrom(true, true, false),
    }),
  ),
);
const usage = fc.array(
  fc.record({
    app: fc.constantFrom(...APPS),
    user: fc.constantFrom(...USERS),
    date: fc.constantFrom('2025-12-31', '2026-01-05', '2026-01-06', '2026-02-02', '2026-02-03', '2026-02-28'),
    ms: fc.constantFrom(0, 1, 2, 1000, 2000, 2001, 90_000_000),
    sessions: fc.constantFrom(0, 1, 5, 1_000_000),
    platform: fc.constantFrom('desktop', 'web'),
  }),
  { minLength: 15, maxLength: 40 },
);
const scopes = fc.constantFrom<Scope>(
  {},
  { department_ids: DEPARTMENTS.slice(1) },
  { department_ids: DEPARTMENTS },
);
const filters = fc.array(
  fc.record(
    {
      filter: fc.constantFrom('discovered', 'dropped_off'),
      q: fc.constantFrom('LACK', 'ä', '-'),
      is_approved: fc.boolean(),
      is_favorite: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  { minLength: 8, maxLength: 8 },
);

/** A client with these facts in the store, and the same facts for the model. */
async function clientWith(
  named: readonly NamedApp[],
  used: readonly Usage[],
): Promise<{ client: string; facts: Facts }> {
  const client = randomUUID();
  const users = USERS.slice(1).map((user, at) => ({
    client,
    user,
    username: user,
    departments: DEPARTMENTS.slice(0, at),
  }));
  const apps = named.map((app) => ({ ...app, client }));
  // Of two versions that are equal only one is sent: which of them counts is not the model's to say.
  const distinct = new Map(
    used.map((one) => [JSON.stringify([one.app, one.user, one.date, one.platform]), { ...one, client }]),
  );
  const reports = [...distinct.values()];
  await insertClients(service.store, [client]);
  await insertUsers(service.store, users);
  if (apps.length > 0) await insertApps(service.store, apps);
  for (const third of [0, 1, 2])
    await insertUsage(
      service.store,
      reports.filter((_, at) => at % 3 === third),
    );
  return { client, facts: settle(worldOf(client, reports, users, apps)) };
}

const asQuery = (filters: object): Query =>
  Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)]));

async function bodyOf(client: string, path: string, query: Query): Promise<unknown> {
  const answer = await get(service, path, { granularity: 'weekly', ...query }, token(), client);
  expect([answer.status, path]).toEqual([200, path]);
  return answer.body;
}

/** The big page is the whole list, and so are pages of two put together. */
async function expectPages(client: string, path: string, query: Query, whole: unknown): Promise<void> {
  expect(await bodyOf(client, path, query)).toEqual(whole);
  const data: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Query = { ...query, page_size: 2, ...(cursor === null ? {} : { cursor }) };
    const body = (await bodyOf(client, path, page)) as { data: unknown[]; next_cursor: string | null };
    data.push(...body.data);
    cursor = body.next_cursor;
  } while (cursor !== null);
  expect(data).toEqual((whole as { data: unknown[] }).data);
}

it('every list, detail and series is what the model says of the same facts', async () => {
  await fc.assert(
    fc.asyncProperty(directory, usage, scopes, filters, async (entries, used, scope, someFilters) => {
      const { client, facts } = await clientWith(
        entries.filter(({ isNamed }) => isNamed),
        used,
      );
      const place = { client_id: client, ...PERIOD };
      const query = { ...PERIOD, ...asQuery(scope) };

      for (const sort_by of APP_LIST_SORTS) {
        for (const sort_order of ORDERS) {
          const whole = appList(facts, { ...place, ...scope, sort_by, sort_order });
          await expectPages(client, '/apps/utilization', { ...query, sort_by, sort_order }, whole);
        }
      }
      for (const sort_by of USER_APPS_SORTS) {
        for (const sort_order of ORDERS) {
          const whole = userApps(facts, { ...place, user_id: 'u3', sort_by, sort_order });
          await expectPages(client, '/users/u3/utilization/apps', { ...PERIOD, sort_by, sort_order }, whole);
        }
      }
      for (const filter of someFilters) {
        const listed = appList(facts, { ...place, ...scope, ...filter });
        expect(await bodyOf(client, '/apps/utilization', { ...query, ...asQuery(filter) })).toEqual(listed);
        const ofUser = userApps(facts, { ...place, ...filter, user_id: 'u3' });
        const asked = { ...query, ...asQuery(filter) };
        expect(await bodyOf(client, '/users/u3/utilization/apps', asked)).toEqual(ofUser);
      }
      for (const app_id of new Set(used.map(({ app }) => app))) {
        const question = { ...place, ...scope, app_id };
        expect(await bodyOf(client, `/apps/${app_id}/utilization`, query)).toEqual(
          appDetail(facts, question),
        );
        for (const granularity of GRANULARITIES) {
          for (const metric of METRICS) {
            const expected = appActivity(facts, { ...question, granularity, metric });
            const asked = { ...query, granularity, metric };
            expect(await bodyOf(client, `/apps/${app_id}/activity`, asked)).toEqual(expected);
          }
        }
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
});
