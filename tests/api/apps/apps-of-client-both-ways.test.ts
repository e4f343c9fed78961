import { expectPagesAreTheList, NAMES } from './both-ways';
import { insertApps, insertClients, insertUsage } from './facts';
import { AGAINST_JANUARY, get, startService, token, type Service } from './support';

/** The last ones have no name. */
const APPS = Array.from(
  { length: NAMES.length + 4 },
  (_, at) => `0000000${at % 3}-0000-4000-9000-0000000000${10 + at}`,
);

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

const FIGURES = ['unique_users', 'active_time', 'avg_time', 'session_count'];

describe.each(['canonical_name', ...FIGURES, ...FIGURES.map((name) => `${name}_change`)])(
  'sorted by %s',
  (sort_by) => {
    test.each(['asc', 'desc'])('%s, the pages are the list that the engine sorts', async (sort_order) => {
      const ask = (query: object): ReturnType<typeof get> =>
        get(service, '/apps/utilization', { ...AGAINST_JANUARY, sort_by, sort_order, ...query }, token());
      await expectPagesAreTheList(ask, APPS.length, 5);
    });
  },
);

test('more days of apps than are added up here are paged by the engine', async () => {
  const apps = Array.from({ length: 140 }, (_, at) => `00000000-0000-4000-9001-000000000${100 + at}`);
  const usage = apps.map((app, at) => ({
    app,
    user: `u${at % 9}`,
    date: '2024-02-29',
    ms: at,
    id: 'leap',
    sessions: at % 3,
  }));
  await insertUsage(service.store, usage);
  const years = {
    ...{ granularity: 'daily', start_date: '2024-01-01', end_date: '2024-12-31' },
    ...{ compare_start_date: '2023-01-01', compare_end_date: '2023-12-31' },
  };
  const ask = (query: object): ReturnType<typeof get> =>
    get(service, '/apps/utilization', { ...years, sort_by: 'active_time', ...query }, token());
  await expectPagesAreTheList(ask, apps.length, 60);
  const largest = await ask({ page_size: 1 });
  expect(largest.body).toMatchObject({ data: [{ active_time_ms: { value: 139 }, days_active: 1 }] });
});
