import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { days, get, METRICS, unixSeconds } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-03-04T10:00:00.000Z' },
    { user: 'ann', at: '2024-03-05T10:00:00.000Z' },
  ]);
  await insertSearches(service.store, [{ user: 'bob', org: 'org-b', at: '2024-03-04T10:00:00.000Z' }]);
});
afterAll(() => service.stop());

const TWO_DAYS = days('2024-03-04', '2024-03-05');
const [MONDAY, TUESDAY] = [unixSeconds('2024-03-04'), unixSeconds('2024-03-05')];
const ends = [MONDAY + 86_399, TUESDAY + 86_399] as const;

async function csv(name: string, query: string): Promise<string[]> {
  const answer = await get(service, `${METRICS}/${name}?${query}&format=csv`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(answer.headers['content-disposition']).toBe(`attachment; filename="${name}.csv"`);
  return answer.text.split('\r\n').slice(0, -1);
}

test('stickiness and rolling: a row for each day, the prior period last', async () => {
  const prior = `compare_after=${MONDAY}&compare_before=${MONDAY + 1}`;
  expect(await csv('stickiness', `${TWO_DAYS}&${prior}`)).toEqual([
    'start_time,end_time,provisional,dau,wau,mau,dau_wau,dau_mau,is_comparison',
    `${MONDAY},${ends[0]},false,2,2,2,1,1,false`,
    `${TUESDAY},${ends[1]},false,1,2,2,0.5,0.5,false`,
    `${MONDAY},${ends[0]},false,2,2,2,1,1,true`,
  ]);
  expect(await csv('rolling', TWO_DAYS)).toEqual([
    'start_time,end_time,provisional,active_users_7d,active_users_28d,active_users_30d,is_comparison',
    `${MONDAY},${ends[0]},false,2,2,2,false`,
    `${TUESDAY},${ends[1]},false,2,2,2,false`,
  ]);
});

test('lifecycle: a row for each bucket', async () => {
  expect(await csv('lifecycle', `${TWO_DAYS}&bucket=day`)).toEqual([
    'start_time,end_time,provisional,active_users,new_users,returning_users,resurrected_users,dormant_users,is_comparison',
    `${MONDAY},${ends[0]},false,2,2,0,0,0,false`,
    `${TUESDAY},${ends[1]},false,1,0,1,0,1,false`,
  ]);
});

test('retention: a row for each cohort and period, an unknown rate as an empty cell', async () => {
  expect(await csv('retention', `${TWO_DAYS}&bucket=day`)).toEqual([
    'start_time,end_time,cohort_size,period,users,rate,provisional,is_comparison',
    `${MONDAY},${ends[0]},2,0,2,1,false,false`,
    `${MONDAY},${ends[0]},2,1,1,0.5,false,false`,
    `${TUESDAY},${ends[1]},0,0,0,,false,false`,
  ]);
});

test('breakdown: a row for each group', async () => {
  expect(await csv('breakdown', `${TWO_DAYS}&compare_after=0&compare_before=1`)).toEqual([
    'org_id,active_users,compare_active_users',
    'org-a,1,0',
    'org-b,1,0',
  ]);
  expect(await csv('breakdown', `${TWO_DAYS}&by=origin`)).toEqual([
    'origin,active_users,compare_active_users',
    ',1,',
  ]);
});

test('users: everybody, whatever page is asked for', async () => {
  expect(await csv('users', `${TWO_DAYS}&page_size=1&sort_by=user_id`)).toEqual([
    'user_id,sessions,searches,days_active,last_activity,compare_sessions,compare_searches,compare_days_active,compare_last_activity',
    `ann,2,0,2,${unixSeconds('2024-03-05T10:00:00Z')},,,,`,
    `bob,0,1,1,${unixSeconds('2024-03-04T10:00:00Z')},,,,`,
  ]);
});

test('every format is offered, and nobody is a lone header', async () => {
  for (const name of ['stickiness', 'users', 'breakdown']) {
    for (const [format, mediaType] of [
      ['ndjson', 'application/x-ndjson'],
      ['parquet', 'application/vnd.apache.parquet'],
      ['arrow', 'application/vnd.apache.arrow.stream'],
    ] as const) {
      const answer = await get(service, `${METRICS}/${name}?${TWO_DAYS}&format=${format}`);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, mediaType]);
    }
  }
  expect(await csv('users', days('2020-01-01', '2020-01-01'))).toHaveLength(1);
});
