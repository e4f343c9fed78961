import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { days, get, METRICS } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

/** One session and one search of a user, each sent twice. */
async function once(tenant: string, at: string): Promise<void> {
  for (let time = 1; time <= 2; time++) {
    await insertSessions(service.store, [{ tenant, user: 'ann', at }]);
    await insertSearches(service.store, [{ tenant, user: 'ann', at }]);
  }
}

async function data(
  tenant: string,
  name: string,
  query: string,
): Promise<readonly Record<string, unknown>[]> {
  const answer = await get(service, `${METRICS}/${name}?${query}`, { tenant });
  expect(answer.status).toBe(200);
  return (answer.body as { data: readonly Record<string, unknown>[] }).data;
}

const THRESHOLDS = [
  ['anything is enough', 'min_sessions=1', 1],
  ['one session is enough', 'min_searches=2', 1],
  ['two are not there', 'min_sessions=2&min_searches=2', 0],
] as const;

describe.each(THRESHOLDS)(
  'what happened on a day that a local bucket cuts is counted once: %s',
  (name, thresholds, users) => {
    // Each range holds such days between whole ones: week ends in New York, the summer in London.
    const week = `${days('2024-03-01', '2024-03-20')}&timezone=America/New_York&${thresholds}`;
    const summer = `${days('2024-01-10', '2024-12-10')}&timezone=Europe/London&${thresholds}`;

    test('by week', async () => {
      const tenant = `week ${name}`;
      await once(tenant, '2024-03-11T12:00:00.000Z');
      const lifecycle = await data(tenant, 'lifecycle', week);
      expect(lifecycle.map(({ active_users }) => active_users)).toEqual([0, 0, users, 0]);
      const retention = await data(tenant, 'retention', week);
      expect(retention[2]).toMatchObject({ cohort_size: 1, periods: [{ users }, { users: 0 }] });
      expect(await data(tenant, 'users', week)).toHaveLength(users);
    });

    test('by day', async () => {
      const tenant = `day ${name}`;
      await once(tenant, '2024-07-01T23:30:00.000Z');
      const total = async (name: string, field: string): Promise<number> =>
        (await data(tenant, name, summer)).reduce((sum, day) => sum + Number(day[field]), 0);
      expect(await total('stickiness', 'dau')).toBe(users);
      expect(await total('rolling', 'active_users_28d')).toBe(28 * users);
    });

    test('in a range that cuts days itself', async () => {
      const tenant = `range ${name}`;
      await once(tenant, '2024-03-11T12:00:00.000Z');
      const range = `time_after=1710136800&time_before=1710500000&${thresholds}`;
      expect(await data(tenant, 'breakdown', range)).toHaveLength(users);
    });
  },
);

test("a session has its newest version's origin, and counts where and when it was created", async () => {
  const columns = ['tenant', 'org_id', 'user_id', 'id', 'created_at', 'updated_at', 'origin'];
  const version = (updatedAt: string, origin: string | null): string =>
    JSON.stringify(['origins', 'org-a', 'ann', '1', '2024-03-11T12:00:00.000Z', updatedAt, origin]);
  const origins = async (): Promise<unknown> =>
    (await data('origins', 'breakdown', `${days('2024-03-11', '2024-03-11')}&by=origin`)).map(
      ({ origin }) => origin,
    );

  const insert = (row: string): Promise<void> =>
    service.store.insert({ table: 'sessions', columns, rows: [row] });
  await insert(version('2024-03-12T00:00:00.000Z', 'slack'));
  expect(await origins()).toEqual(['slack']);
  await insert(version('2024-03-13T00:00:00.000Z', 'api'));
  await insert(version('2024-03-11T13:00:00.000Z', null));
  expect(await origins()).toEqual(['api']);
});
