import { randomUUID } from 'node:crypto';
import { insertApps, insertClients, insertUsage, insertUsers } from './facts';
import {
  APP,
  CLIENT,
  FEBRUARY,
  get,
  refused,
  startService,
  token,
  type Query,
  type Service,
} from './support';

const PATH = `/apps/${APP}/utilization/users`;
const DEPARTMENT = 'd1a2b3c4-e5f6-7890-abcd-ef1234567890';
const OTHER_CLIENT = randomUUID();

let service: Service;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store, [CLIENT, OTHER_CLIENT]);
  await insertUsage(service.store, [
    { user: 'u1', date: '2026-02-01', ms: 1 },
    { user: 'u2', date: '2026-02-01', ms: 1 },
  ]);
});
afterAll(() => service.close());

describe('400 invalid_cursor', () => {
  const foreign = 'cursor does not match this query; start again without cursor';
  const broken = 'cursor is not valid; start again without cursor';
  const page: Query = { ...FEBRUARY, page_size: 1 };
  let cursor: string;

  beforeAll(async () => {
    cursor = ((await get(service, PATH, page)).body as { next_cursor: string }).next_cursor;
    await insertApps(service.store, [{ app: DEPARTMENT, name: 'Another app' }]);
  });

  async function expectInvalidCursor(
    path: string,
    changed: Query,
    sent: string,
    message: string,
  ): Promise<void> {
    const answer = await get(service, path, { ...changed, cursor: sent });
    expect([answer.status, answer.body]).toEqual([400, refused('invalid_cursor', message, { cursor: sent })]);
  }

  it.each([
    { sort_by: 'username' },
    { sort_order: 'asc' },
    { start_date: '2026-02-02' },
    { end_date: '2026-02-27' },
    { compare_start_date: '2026-01-01', compare_end_date: '2026-01-31' },
    { department_ids: DEPARTMENT },
  ])('where the query is now %p', async (change) => {
    await expectInvalidCursor(PATH, { ...page, ...change }, cursor, foreign);
  });

  it('where it is of another app, client, tenant or list', async () => {
    await expectInvalidCursor(`/apps/${DEPARTMENT}/utilization/users`, page, cursor, foreign);
    const elsewhere = await get(service, PATH, { ...page, cursor }, token(), OTHER_CLIENT);
    expect(elsewhere.body).toEqual(refused('invalid_cursor', foreign, { cursor }));
    const theirs = await get(service, PATH, { ...page, cursor }, token({ tenant: 'other' }));
    expect(theirs.body).toEqual(refused('invalid_cursor', foreign, { cursor }));
  });

  it('where it is empty, foreign text, cut, extended or changed in any character', async () => {
    const changed = Array.from(
      cursor,
      (character, at) => `${cursor.slice(0, at)}${character === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`,
    );
    const cutOrExtended = [cursor.slice(0, -4), `${cursor}A`, `${cursor}=`, ` ${cursor}`];
    const bad = [
      '',
      'x',
      '!',
      'eyJsYXN0X2lkIjoidTJiM2M0ZDUifQ',
      ...cutOrExtended,
      ...changed.filter((_, at) => at % 11 === 0),
    ];
    for (const sent of bad) await expectInvalidCursor(PATH, page, sent, broken);
  });

  it('comes after every invalid parameter and before 404', async () => {
    const both = await get(service, PATH, { ...page, sort_order: 'up', cursor: '' });
    expect(both.body).toEqual(
      refused('invalid_parameter', 'Unknown sort_order: up. Valid values: asc, desc', { sort_order: 'up' }),
    );
    const unknown = await get(service, `/apps/${randomUUID()}/utilization/users`, { ...page, cursor: '' });
    expect(unknown.body).toEqual(refused('invalid_cursor', broken, { cursor: '' }));
  });

  it('is not for another granularity, another page size, or the same departments written differently', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await insertUsers(
      service.store,
      ['u1', 'u2'].map((user) => ({ user, username: user, departments: [b] })),
    );
    const first = await get(service, PATH, { ...page, department_ids: `${a},${b}` });
    const { next_cursor } = first.body as { next_cursor: string };
    const changes = { granularity: 'daily', page_size: 7, department_ids: `${b.toUpperCase()},${a},${b}` };
    const second = await get(service, PATH, { ...page, ...changes, cursor: next_cursor });
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ data: [{ user: { id: 'u2' } }], total_count: 2, next_cursor: null });
  });
});
