import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSessions } from '../../support/stored-facts';
import { ENTERPRISE, get } from './support';

const DAY = 86_400;
const LAST_DAY = 65_535;

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '1970-01-01T00:00:00.000Z' },
    { user: 'bob', at: '1970-01-04T23:59:59.999Z' },
    { user: 'cid', at: '1970-01-05T00:00:00.000Z' },
    { user: 'dan', at: '2149-06-06T23:59:59.999Z' },
  ]);
});
afterAll(() => service.stop());

async function entries(name: string, after: number, before: number, query = ''): Promise<unknown> {
  const path = `${ENTERPRISE}/${name}?time_after=${after}&time_before=${before}${query}`;
  const answer = await get(service, path);
  expect(answer.status).toBe(200);
  return answer.body;
}

test.each(['', '&min_sessions=1&min_searches=2'])(
  'the week that 1970 begins in is whole%s',
  async (query) => {
    expect(await entries('wau', -4 * DAY, 4 * DAY + 1, query)).toEqual([
      { start_time: -10 * DAY, end_time: -3 * DAY - 1, active_users: 0 },
      { start_time: -3 * DAY, end_time: 4 * DAY - 1, active_users: 2 },
      { start_time: 4 * DAY, end_time: 11 * DAY - 1, active_users: 1 },
    ]);
  },
);

test('December 1969 is empty and January 1970 is not', async () => {
  expect(await entries('mau', -1, 1)).toEqual([
    { start_time: -31 * DAY, end_time: -1, active_users: 0 },
    { start_time: 0, end_time: 31 * DAY - 1, active_users: 3 },
  ]);
});

test('the last day that can be stored is counted, the next is listed with nobody', async () => {
  expect(await entries('dau', LAST_DAY * DAY, (LAST_DAY + 2) * DAY)).toEqual([
    { start_time: LAST_DAY * DAY, end_time: (LAST_DAY + 1) * DAY - 1, active_users: 1 },
    { start_time: (LAST_DAY + 1) * DAY, end_time: (LAST_DAY + 2) * DAY - 1, active_users: 0 },
  ]);
  expect(await entries('mau', LAST_DAY * DAY, LAST_DAY * DAY + 1)).toMatchObject([{ active_users: 1 }]);
  expect(await entries('wau', LAST_DAY * DAY, LAST_DAY * DAY + 1)).toMatchObject([{ active_users: 1 }]);
});

test('active-users reaches from the first to the last instant that can be stored', async () => {
  expect(await entries('active-users', -1, 10 ** 15)).toMatchObject({ active_users: 4 });
  expect(await entries('active-users', -1, 1)).toMatchObject({ active_users: 1 });
  expect(await entries('active-users', (LAST_DAY + 1) * DAY - 1, 10 ** 15)).toMatchObject({
    active_users: 1,
  });
  expect(await entries('active-users', -5, 0)).toMatchObject({
    start_time: -5,
    end_time: 0,
    active_users: 0,
  });
});
