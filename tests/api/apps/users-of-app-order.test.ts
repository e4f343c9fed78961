import { insertClients, insertUsers } from './facts';
import { AGAINST_JANUARY, FEBRUARY, startService, type Query, type Service } from './support';
import { used, usersOfApps, type UsersBody, type UsersOfApps } from './users-of-apps';

let service: Service;
let of: UsersOfApps;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  of = usersOfApps(service);
});
afterAll(() => service.close());

describe('the comparison', () => {
  it.each([
    [
      'was not asked for',
      900_000,
      undefined,
      FEBRUARY,
      { value: 900000, change_pct: null, compare_value: null },
    ],
    [
      'has no rows',
      900_000,
      undefined,
      AGAINST_JANUARY,
      { value: 900000, change_pct: null, compare_value: null },
    ],
    ['averages 0', 900_000, 0, AGAINST_JANUARY, { value: 900000, change_pct: null, compare_value: 0 }],
    [
      'is the same',
      900_000,
      900_000,
      AGAINST_JANUARY,
      { value: 900000, change_pct: 0, compare_value: 900000 },
    ],
    ['is all there was', 0, 900_000, AGAINST_JANUARY, { value: 0, change_pct: -100, compare_value: 900000 }],
    ['is 0 like the value', 0, 0, AGAINST_JANUARY, { value: 0, change_pct: null, compare_value: 0 }],
    [
      'rounds up half a tenth',
      2001,
      2000,
      AGAINST_JANUARY,
      { value: 2001, change_pct: 0.1, compare_value: 2000 },
    ],
    [
      'rounds half a tenth down below 0',
      1999,
      2000,
      AGAINST_JANUARY,
      { value: 1999, change_pct: -0.1, compare_value: 2000 },
    ],
    [
      'rounds to 0 and never -0',
      9999,
      10_000,
      AGAINST_JANUARY,
      { value: 9999, change_pct: 0, compare_value: 10000 },
    ],
    [
      'knows no cap',
      21_600_000,
      1,
      AGAINST_JANUARY,
      { value: 21600000, change_pct: 2159999900, compare_value: 1 },
    ],
  ])('that %s is published so', async (_, value, base, query, expected) => {
    const app = await of.appWith([
      ...used('u', '02', [1, 2, 3], value),
      ...(base === undefined ? [] : used('u', '01', [5], base)),
    ]);
    const answer = await of.ask(app, query);
    expect((answer.body as UsersBody).data.map(({ days_active }) => days_active)).toEqual([3]);
    expect(answer.text).toContain(`"avg_time_ms_per_day":${JSON.stringify(expected)},"days_active":3}`);
  });

  it('lists and counts nobody who was active only in it', async () => {
    const app = await of.appWith([...used('now', '02', [1], 1), ...used('before', '01', [1], 1)]);
    const body = await of.body(app, AGAINST_JANUARY);
    expect(body.data.map(({ user }) => user.id)).toEqual(['now']);
    expect(body.total_count).toBe(1);
  });

  it('may overlap the primary period or be later, and swaps with it', async () => {
    const app = await of.appWith([...used('u', '02', [1, 2], 100), ...used('u', '02', [20], 50)]);
    const first = { start_date: '2026-02-01', end_date: '2026-02-20' };
    const second = { start_date: '2026-02-02', end_date: '2026-02-28' };
    const asked = (primary: typeof first, base: typeof first) =>
      of.body(app, {
        granularity: 'daily',
        ...primary,
        compare_start_date: base.start_date,
        compare_end_date: base.end_date,
      });
    const [there, back] = [await asked(first, second), await asked(second, first)];
    expect(there.data[0]?.avg_time_ms_per_day).toEqual({ value: 83, change_pct: 10.7, compare_value: 75 });
    expect(back.data[0]?.avg_time_ms_per_day).toEqual({ value: 75, change_pct: -9.6, compare_value: 83 });
  });

  it('changes neither rows, total, values, days nor order, unless the order is by change', async () => {
    const app = await of.appWith([
      ...used('a', '02', [1, 2], 100),
      ...used('b', '02', [1], 300),
      ...used('b', '01', [1], 7),
      ...used('c', '02', [1, 2, 3], 300),
    ]);
    for (const sort_by of ['avg_time', 'days_active', 'username']) {
      const [plain, compared] = [
        await of.body(app, { ...FEBRUARY, sort_by }),
        await of.body(app, { ...AGAINST_JANUARY, sort_by }),
      ];
      const figures = ({ data, total_count }: UsersBody) => [
        total_count,
        data.map((row) => [row.user.id, row.avg_time_ms_per_day.value, row.days_active]),
      ];
      expect(figures(compared)).toEqual(figures(plain));
    }
  });
});

describe('the order', () => {
  it('by change puts nulls last in both directions, by name', async () => {
    const app = await of.appWith([
      ...used('minus-100', '02', [1], 0),
      ...used('minus-100', '01', [1], 5),
      ...used('minus-4.1', '02', [1], 5_520_000),
      ...used('minus-4.1', '01', [1], 5_756_000),
      ...used('same', '02', [1], 5),
      ...used('same', '01', [1], 5),
      ...used('plus-12.5', '02', [1], 6_060_000),
      ...used('plus-12.5', '01', [1], 5_386_666),
      ...used('null-b', '02', [1], 9),
      ...used('Null-a', '02', [1], 1),
      ...used('Null-a', '01', [1], 0),
    ]);
    const changes = async (sort_order: string) =>
      (await of.body(app, { ...AGAINST_JANUARY, sort_by: 'avg_time_change', sort_order })).data.map(
        ({ user, avg_time_ms_per_day }) => avg_time_ms_per_day.change_pct ?? user.id,
      );
    expect(await changes('desc')).toEqual([12.5, 0, -4.1, -100, 'Null-a', 'null-b']);
    expect(await changes('asc')).toEqual([-100, -4.1, 0, 12.5, 'Null-a', 'null-b']);
  });

  it('by change without a comparison is the order of ties', async () => {
    const app = await of.appWith([
      ...used('b', '02', [1], 9),
      ...used('A', '02', [1], 1),
      ...used('c', '02', [1], 5),
    ]);
    const body = await of.body(app, { ...FEBRUARY, sort_by: 'avg_time_change' });
    expect(body.data.map(({ user }) => user.id)).toEqual(['A', 'b', 'c']);
  });

  it('breaks ties ascending in both directions, by lower-cased name and then id, by code point', async () => {
    await insertUsers(service.store, [
      { user: 'id-2', username: 'ANNA' },
      { user: 'id-1', username: 'anna' },
      { user: 'id-3', username: 'Zoë' },
      { user: 'id-4', username: 'Ärger' },
      { user: 'id-5', username: '\u{1F600}' },
      { user: 'id-6', username: '\u{FB00}' },
    ]);
    const app = await of.appWith(
      ['id-5', 'id-6', 'id-3', 'id-4', 'id-2', 'id-1'].flatMap((user) => used(user, '02', [1], 8)),
    );
    const ids = async (query: Query) =>
      (await of.body(app, { ...FEBRUARY, ...query })).data.map(({ user }) => user.id);
    const ties = ['id-1', 'id-2', 'id-3', 'id-4', 'id-6', 'id-5'];
    expect(await ids({ sort_order: 'asc' })).toEqual(ties);
    expect(await ids({ sort_order: 'desc' })).toEqual(ties);
    expect(await ids({ sort_by: 'username', sort_order: 'asc' })).toEqual(ties);
    expect(await ids({ sort_by: 'username' })).toEqual(['id-5', 'id-6', 'id-4', 'id-3', 'id-1', 'id-2']);
  });
});
