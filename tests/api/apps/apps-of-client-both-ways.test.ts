import { insertApps, insertClients, insertUsage } from './facts';
import { AGAINST_JANUARY, get, startService, token, type Service } from './support';

interface AppRow {
  readonly app: { readonly id: string };
}
interface Body {
  readonly data: readonly AppRow[];
  readonly total_count: number;
  readonly next_cursor: string | null;
}

/** Names whose order or lower case tempts two languages to differ; the last apps have none. */
const NAMES = ['zoe', 'Zoe', 'ÄRGER', 'İpek', 'ΣΊΣΥΦΟΣ', 'ς', '😀', '\u{ffee}', 'ẞ', 'a b'];
const APPS = Array.from({ length: 14 }, (_, at) => `0000000${at % 3}-0000-4000-9000-0000000000${10 + at}`);

let service: Service;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  await insertApps(
    service.store,
    NAMES.map((name, at) => ({ app: APPS[at] ?? '', name })),
  );
  const usage = APPS.flatMap((app, at) => [
    { app, user: `u${at % 4}`, date: '2026-02-01', ms: 1000 * (at % 3), id: 'one', sessions: at % 2 },
    { app, user: `v${at % 5}`, date: '2026-02-02', ms: 700, id: 'two', sessions: 2 },
    ...(at % 4 === 0
      ? []
      : [{ app, user: 'w', date: '2026-01-05', ms: 100 * (at % 5), id: 'before', sessions: 1 }]),
  ]);
  // In parts of their own: the same reports again, one in a newer version, and another of the same day.
  await insertUsage(service.store, usage);
  await insertUsage(
    service.store,
    usage
      .slice(5, 20)
      .flatMap((one) => [
        one,
        { ...one, ms: one.ms + 11, version: '2026-02-20 00:00:00.000' },
        { ...one, id: 'another', ms: 5 },
      ]),
  );
});
afterAll(() => service.close());

const ask = (query: Record<string, string | number>): ReturnType<typeof get> =>
  get(service, '/apps/utilization', { ...AGAINST_JANUARY, ...query }, token());

const FIGURES = ['unique_users', 'active_time', 'avg_time', 'session_count'];

describe.each(['canonical_name', ...FIGURES, ...FIGURES.map((name) => `${name}_change`)])(
  'sorted by %s',
  (sort_by) => {
    test.each(['asc', 'desc'])(
      '%s, the pages cut from memory are the list that the engine sorts',
      async (sort_order) => {
        const lines = (await ask({ sort_by, sort_order, format: 'ndjson' })).text.trim().split('\n');
        const whole = lines.map((line) => JSON.parse(line) as AppRow);
        expect(whole).toHaveLength(APPS.length);
        const pages: AppRow[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const answer = await ask({
            sort_by,
            sort_order,
            page_size: 5,
            ...(cursor !== '' && { cursor }),
          });
          expect(answer.status).toBe(200);
          const page = answer.body as Body;
          expect(page.total_count).toBe(APPS.length);
          pages.push(...page.data);
          cursor = page.next_cursor;
        }
        expect(pages).toEqual(whole);
      },
    );
  },
);
