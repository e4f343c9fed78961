import { randomUUID } from 'node:crypto';
import { insertClients, insertUsage, insertUsers } from './facts';
import { AGAINST_JANUARY, FEBRUARY, startService, type Service } from './support';
import { used, usersOfApps, type UsersBody, type UsersOfApps } from './users-of-apps';

let service: Service;
let of: UsersOfApps;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  of = usersOfApps(service);
});
afterAll(() => service.close());

describe('departments', () => {
  const [sales, support, unknown] = [randomUUID(), randomUUID(), randomUUID()];
  let app: string;

  beforeAll(async () => {
    await insertUsers(service.store, [
      { user: 'seller', username: 'seller', departments: [sales], version: 2 },
      { user: 'seller', username: 'seller', departments: [support], version: 1 },
      { user: 'both', username: 'both', departments: [support, sales] },
      { user: 'nobody', username: 'nobody' },
    ]);
    app = await of.appWith(
      ['seller', 'both', 'nobody', 'stub'].flatMap((user) => [
        ...used(user, '02', [1], 5),
        ...used(user, '01', [1], 4),
      ]),
    );
  });

  const ids = async (department_ids: string, query = FEBRUARY) => {
    const { data, total_count } = await of.body(app, {
      ...query,
      department_ids,
      sort_by: 'username',
      sort_order: 'asc',
    });
    expect(total_count).toBe(data.length);
    return data.map(({ user }) => user.id);
  };

  it('mean membership now, in both periods', async () => {
    expect(await ids(sales, AGAINST_JANUARY)).toEqual(['both', 'seller']);
    expect(await ids(support)).toEqual(['both']);
  });

  it('are OR-ed, each user once, in either case and however often named', async () => {
    expect(await ids(`${sales},${support}`)).toEqual(['both', 'seller']);
    expect(await ids(`${support},${sales.toUpperCase()},${sales}`)).toEqual(['both', 'seller']);
  });

  it('that are unknown match nobody', async () => {
    expect(await ids(unknown)).toEqual([]);
    expect(await ids(`${unknown},${support}`)).toEqual(['both']);
  });

  it('may be given by the deprecated alias, which the answer says', async () => {
    const answer = await of.ask(app, { ...FEBRUARY, department_id: support });
    expect(answer.headers.deprecation).toBe('true');
    expect((answer.body as UsersBody).data.map(({ user }) => user.id)).toEqual(['both']);
    const plural = await of.ask(app, { ...FEBRUARY, department_ids: support });
    expect(plural.headers.deprecation).toBeUndefined();
  });
});

describe('the data of others', () => {
  it('of another tenant, client or app stays out', async () => {
    const app = await of.appWith(used('mine', '02', [1], 1));
    await insertUsage(service.store, [
      { tenant: 'other', app, user: 'theirs', date: '2026-02-01', ms: 1 },
      { client: randomUUID(), app, user: 'elsewhere', date: '2026-02-01', ms: 1 },
    ]);
    await of.appWith(used('another', '02', [1], 1));
    expect((await of.body(app, FEBRUARY)).data.map(({ user }) => user.id)).toEqual(['mine']);
  });

  it('does not reach the last activity of a user of the same id', async () => {
    const app = await of.appWith([
      { user: 'shared', date: '2026-02-01', ms: 1, endedAt: '2026-02-01 08:00:00.000' },
    ]);
    await insertUsage(service.store, [
      { tenant: 'other', app, user: 'shared', date: '2026-02-02', ms: 1, endedAt: '2026-02-02 08:00:00.000' },
      {
        client: randomUUID(),
        app,
        user: 'shared',
        date: '2026-02-03',
        ms: 1,
        endedAt: '2026-02-03 08:00:00.000',
      },
    ]);
    expect((await of.body(app, FEBRUARY)).data[0]).toMatchObject({
      user: { last_activity: { at: '2026-02-01T08:00:00.000Z' } },
    });
  });
});
