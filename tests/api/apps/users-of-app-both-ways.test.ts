import { insertClients, insertUsage, insertUsers } from './facts';
import { AGAINST_JANUARY, APP, startService, type Service } from './support';
import { type UserRow, usersOfApps } from './users-of-apps';

/** Names whose order, lower case or length tempts two languages to differ. */
const NAMES = [
  'zoe',
  'Zoe',
  'ÄRGER',
  'ärger',
  'İpek',
  'ΣΊΣΥΦΟΣ',
  'ς',
  '😀',
  '\u{ffee}',
  'a',
  'a b',
  'Ǆ',
  'ß',
  'ẞ',
];
const USERS = NAMES.flatMap((name, index) => [`u${index}`, name]);

let service: Service;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  await insertUsers(
    service.store,
    NAMES.map((username, index) => ({ user: `u${index}`, username })),
  );
  const usage = USERS.flatMap((user, index) => [
    { user, date: '2026-02-01', ms: 1000 * (index % 3), id: 'one' },
    { user, date: '2026-02-02', ms: 700, id: 'two' },
    ...(index % 4 === 0 ? [] : [{ user, date: '2026-01-05', ms: 100 * (index % 5), id: 'before' }]),
  ]);
  // In parts of their own: the same reports again, one in a newer version, and another of the same day.
  await insertUsage(service.store, usage);
  await insertUsage(service.store, usage.slice(0, 20));
  await insertUsage(
    service.store,
    usage.slice(5, 30).flatMap((one) => [
      { ...one, ms: one.ms + 11, version: '2026-02-20 00:00:00.000' },
      { ...one, id: 'another', ms: 5 },
    ]),
  );
});
afterAll(() => service.close());

describe.each(['avg_time', 'avg_time_change', 'days_active', 'username'])('sorted by %s', (sort_by) => {
  test.each(['asc', 'desc'])(
    '%s, the pages cut from memory are the list that the engine sorts',
    async (sort_order) => {
      const of = usersOfApps(service);
      const query = { ...AGAINST_JANUARY, sort_by, sort_order };
      const lines = (await of.ask(APP, { ...query, format: 'ndjson' })).text.trim().split('\n');
      const whole = lines.map((line) => JSON.parse(line) as UserRow);
      expect(whole).toHaveLength(USERS.length);
      const pages: UserRow[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await of.body(APP, { ...query, page_size: 5, ...(cursor !== '' && { cursor }) });
        expect(page.total_count).toBe(USERS.length);
        pages.push(...page.data);
        cursor = page.next_cursor;
      }
      expect(pages).toEqual(whole);
    },
  );
});
