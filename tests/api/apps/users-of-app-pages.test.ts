import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { APP_USERS_SORTS, appUsers } from '../../model/apps/app-users';
import { settle } from '../../model/facts';
import { insertClients, insertUsage, insertUsers, type NamedUser, type Usage } from './facts';
import { worldOf } from './sent-usage';
import { AGAINST_JANUARY, startService, type Query, type Service } from './support';
import { used, usersOfApps, type UserRow, type UsersOfApps } from './users-of-apps';

let service: Service;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const DEPARTMENTS = [randomUUID(), randomUUID()];
/** Case variants, letters beyond ASCII, and a pair that code points and UTF-16 units order differently. */
const NAMES = ['anna', 'Anna', 'ANNA', 'Ärger', 'ärger', 'bob', '\u{1F600}', '\u{FB00}', "o'neill \\ \t"];

const userIds = fc.uniqueArray(
  fc.constantFrom('a', 'A', 'b', 'ä', 'Ä', "it's", '\\', '\u{1F600}', '\u{FB00}', 'z'),
  { minLength: 6 },
);
const filters = fc.constantFrom([], [], DEPARTMENTS.slice(1), DEPARTMENTS);
const entries = fc.record({
  username: fc.constantFrom(...NAMES),
  departments: fc.subarray(DEPARTMENTS),
  isNamed: fc.constantFrom(true, true, false),
});
/** Few dates, figures and versions, so that ties, zeros, nulls and replaced reports are common. */
const reports = fc.record({
  date: fc.constantFrom('2026-01-05', '2026-01-06', '2026-02-03', '2026-02-04', '2026-02-05', '2026-03-01'),
  ms: fc.constantFrom(0, 1, 2, 1000, 2000, 2001, 90_000_000),
  id: fc.constantFrom('one', 'two'),
  version: fc.constantFrom('2026-03-01 00:00:00.000', '2026-03-01 00:00:00.001', '2026-03-01 00:00:00.002'),
});

const ORDERS = APP_USERS_SORTS.flatMap((sort_by) =>
  (['asc', 'desc'] as const).map((sort_order) => ({ sort_by, sort_order })),
);
const PERIOD = {
  start_date: '2026-02-01',
  end_date: '2026-02-28',
  compare_start_date: '2026-01-01',
  compare_end_date: '2026-01-31',
};
/** In the directory without any usage: never a row. */
const NOBODY: NamedUser = { user: 'nobody', username: 'anna', departments: DEPARTMENTS };

interface Data {
  readonly users: NamedUser[];
  /** Inserted one batch after the other, so that parts are unmerged. */
  readonly batches: Usage[][];
}

const data: fc.Arbitrary<Data> = userIds.chain((ids) =>
  fc
    .record({
      entries: fc.array(entries, { minLength: ids.length, maxLength: ids.length }),
      usage: fc.array(
        fc.record({
          user: fc.constantFrom(...ids),
          report: reports,
          platform: fc.constantFrom('desktop', 'web'),
        }),
        { minLength: 25, maxLength: 60 },
      ),
    })
    .map(({ entries: named, usage }) => ({
      users: ids.flatMap((user, at) => {
        const entry = named[at];
        return entry?.isNamed === true
          ? [{ user, username: entry.username, departments: entry.departments }]
          : [];
      }),
      batches: inThirds(
        distinctVersions(usage.map(({ user, report, platform }) => ({ user, ...report, platform }))),
      ),
    })),
);

/** One of the reports that differ only in their figures: which of two equal versions counts is not the model's to say. */
function distinctVersions(usage: readonly Usage[]): Usage[] {
  const seen = new Map(
    usage.map((one) => [JSON.stringify([one.user, one.date, one.id, one.platform, one.version]), one]),
  );
  return [...seen.values()];
}

function inThirds(usage: readonly Usage[]): Usage[][] {
  return [0, 1, 2]
    .map((third) => usage.filter((_, at) => at % 3 === third))
    .filter((batch) => batch.length > 0);
}

/** No filter where there is none: an empty one would be refused. */
function departmentIds<Ids extends string | readonly string[]>(ids: Ids): { department_ids?: Ids } {
  return ids.length === 0 ? {} : { department_ids: ids };
}

async function pagesOf(of: UsersOfApps, app: string, query: Query, pageSize: number): Promise<UserRow[]> {
  const rows: UserRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Query = { ...query, page_size: pageSize, ...(cursor === null ? {} : { cursor }) };
    const body = await of.body(app, page);
    rows.push(...body.data);
    cursor = body.next_cursor;
    expect(body.data.length === pageSize || cursor === null).toBe(true);
  } while (cursor !== null);
  return rows;
}

it('put together are the one big page, which is what the model says, for every order', async () => {
  await fc.assert(
    fc.asyncProperty(data, filters, async ({ users, batches }, departments) => {
      const [client, app] = [randomUUID(), randomUUID()];
      const of = usersOfApps(service, client);
      await insertClients(service.store, [client]);
      await insertUsers(
        service.store,
        [NOBODY, ...users].map((user) => ({ ...user, client })),
      );
      const usage = batches.map((batch) => batch.map((one) => ({ ...one, client, app })));
      for (const batch of usage) await insertUsage(service.store, batch);
      const facts = settle(worldOf(client, usage.flat(), users));

      for (const order of ORDERS) {
        const query: Query = { ...AGAINST_JANUARY, ...order, ...departmentIds(departments.join(',')) };
        const whole = await of.body(app, { ...query, page_size: 200 });
        const expected = {
          client_id: client,
          app_id: app,
          ...PERIOD,
          ...order,
          ...departmentIds(departments),
        };
        expect(whole).toEqual(appUsers(facts, expected));
        for (const size of [1, 2, 7]) expect(await pagesOf(of, app, query, size)).toEqual(whole.data);
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

it('are followed by no page when the last one is exactly full', async () => {
  const { of, app } = await fourUsers();
  expect((await of.body(app, { ...AGAINST_JANUARY, page_size: 4 })).next_cursor).toBeNull();
  expect((await of.body(app, { ...AGAINST_JANUARY, page_size: 3 })).next_cursor).not.toBeNull();
});

it('still say how many there are when a cursor has nothing left after it', async () => {
  const { of, app, client } = await fourUsers();
  const page = { ...AGAINST_JANUARY, sort_by: 'avg_time', sort_order: 'asc', page_size: 3 };
  const { next_cursor } = await of.body(app, page);
  await insertUsage(service.store, [
    { client, app, user: 'd', date: '2026-02-01', ms: 0, version: '2026-02-02 00:00:00.000' },
  ]);
  expect(await of.body(app, { ...page, cursor: next_cursor ?? '' })).toMatchObject({
    data: [],
    total_count: 4,
    next_cursor: null,
  });
});

it('carry on from a row that moved, by the place it had', async () => {
  const { of, app, client } = await fourUsers();
  const page = { ...AGAINST_JANUARY, sort_by: 'avg_time', sort_order: 'asc', page_size: 2 };
  const { data: before, next_cursor } = await of.body(app, page);
  expect(before.map(({ user }) => user.id)).toEqual(['a', 'b']);
  await insertUsage(service.store, [
    { client, app, user: 'b', date: '2026-02-01', ms: 0, version: '2026-02-02 00:00:00.000' },
  ]);
  expect(await of.ids(app, { ...page, cursor: next_cursor ?? '' })).toEqual(['c', 'd']);
});

/** Four users with 1, 2, 3 and 4 milliseconds. */
async function fourUsers(): Promise<{ of: UsersOfApps; app: string; client: string }> {
  const client = randomUUID();
  const of = usersOfApps(service, client);
  await insertClients(service.store, [client]);
  const app = await of.appWith(['a', 'b', 'c', 'd'].flatMap((user, at) => used(user, '02', [1], at + 1)));
  return { of, app, client };
}
