import { insertClients, insertUsage } from './facts';
import {
  AGAINST_JANUARY,
  APP,
  FEBRUARY,
  get,
  refused,
  startService,
  without,
  type Query,
  type Service,
} from './support';

const PATH = `/apps/${APP}/utilization/users`;
const DEPARTMENT = 'd1a2b3c4-e5f6-7890-abcd-ef1234567890';

let service: Service;

beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  await insertUsage(service.store, [
    { user: 'u1', date: '2026-02-01', ms: 1 },
    { user: 'u2', date: '2026-02-01', ms: 1 },
  ]);
});
afterAll(() => service.close());

async function expectInvalid(query: Query, message: string, details: unknown): Promise<void> {
  const answer = await get(service, PATH, query);
  expect([answer.status, answer.body]).toEqual([400, refused('invalid_parameter', message, details)]);
}

it('says what seed 004 says of an unknown sort_by', async () => {
  await expectInvalid(
    { ...FEBRUARY, sort_by: 'avgDailyTime' },
    'Unknown sort_by: avgDailyTime. Valid values: avg_time, avg_time_change, days_active, username',
    { sort_by: 'avgDailyTime' },
  );
});

it('names the comparison date that is missing', async () => {
  const message = 'compare_start_date and compare_end_date must be provided together';
  await expectInvalid(without(AGAINST_JANUARY, 'compare_end_date'), message, { compare_end_date: null });
  await expectInvalid(without(AGAINST_JANUARY, 'compare_start_date'), message, {
    compare_start_date: null,
  });
});

it('names the limit and the length of a range that is too long, in both periods', async () => {
  await expectInvalid(
    { ...FEBRUARY, start_date: '2025-01-01', end_date: '2026-01-02' },
    'The range from start_date to end_date must not exceed 366 days, but has 367',
    { start_date: '2025-01-01', end_date: '2026-01-02' },
  );
  await expectInvalid(
    { ...FEBRUARY, compare_start_date: '2024-01-01', compare_end_date: '2025-01-01' },
    'The range from compare_start_date to compare_end_date must not exceed 366 days, but has 367',
    { compare_start_date: '2024-01-01', compare_end_date: '2025-01-01' },
  );
});

it('holds both ends of a reversed range', async () => {
  await expectInvalid(
    { ...FEBRUARY, start_date: '2026-02-28', end_date: '2026-02-27' },
    'start_date must not be after end_date',
    { start_date: '2026-02-28', end_date: '2026-02-27' },
  );
});

it('holds every offending parameter as sent and speaks of the first in the order of the table', async () => {
  await expectInvalid(
    {
      cursor: ['a', 'b'],
      page_size: '201',
      sort_order: 'DESC',
      sort_by: '',
      department_ids: '',
      compare_end_date: '2026-02-30',
      end_date: '2026-2-1',
      granularity: 'Monthly',
    },
    'Unknown granularity: Monthly. Valid values: daily, weekly, monthly, quarterly',
    {
      granularity: 'Monthly',
      start_date: null,
      end_date: '2026-2-1',
      compare_start_date: null,
      compare_end_date: '2026-02-30',
      department_ids: '',
      sort_by: '',
      sort_order: 'DESC',
      page_size: '201',
      cursor: ['a', 'b'],
    },
  );
});

it('speaks of what is missing', async () => {
  const details = { granularity: null, start_date: null, end_date: null };
  await expectInvalid({}, 'granularity is required', details);
  await expectInvalid(without(FEBRUARY, 'end_date'), 'end_date is required', { end_date: null });
});

it('holds all values of a parameter given twice, also where they agree', async () => {
  await expectInvalid(
    { ...FEBRUARY, granularity: ['daily', 'daily'] },
    'granularity must be given only once',
    {
      granularity: ['daily', 'daily'],
    },
  );
  await expectInvalid(
    { ...FEBRUARY, compare_start_date: ['2026-01-01', '2026-01-02'] },
    'compare_start_date must be given only once',
    {
      compare_start_date: ['2026-01-01', '2026-01-02'],
      compare_end_date: null,
    },
  );
});

it('refuses the plural and its alias together', async () => {
  await expectInvalid(
    { ...FEBRUARY, department_ids: DEPARTMENT, department_id: DEPARTMENT },
    'department_ids and its deprecated alias department_id must not be given together',
    { department_ids: DEPARTMENT, department_id: DEPARTMENT },
  );
});

it.each([
  '',
  ',',
  DEPARTMENT.slice(1),
  `${DEPARTMENT},`,
  ` ${DEPARTMENT}`,
  Array(101).fill(DEPARTMENT).join(','),
])('refuses departments %p by either name', async (ids) => {
  for (const name of ['department_ids', 'department_id']) {
    await expectInvalid({ ...FEBRUARY, [name]: ids }, `${name} must be 1 to 100 comma-separated UUIDs`, {
      [name]: ids,
    });
  }
});

it.each([
  '',
  '2026-02-30',
  '2026-2-1',
  '2026-02-01T00:00:00Z',
  ' 2026-02-01',
  '02/01/2026',
  '2025-02-29',
  '+002026-02-01',
])('refuses the date %p', async (start_date) => {
  await expectInvalid({ ...FEBRUARY, start_date }, 'start_date must be a date in the form YYYY-MM-DD', {
    start_date,
  });
});

it.each(['', '0', '201', '-1', '1.5', '5.0', '1e2', ' 5', 'ten', '99999999999999999999'])(
  'refuses the page size %p',
  async (page_size) => {
    await expectInvalid({ ...FEBRUARY, page_size }, 'page_size must be an integer from 1 to 200', {
      page_size,
    });
  },
);

it.each([
  { ...FEBRUARY, start_date: '2024-01-01', end_date: '2024-12-31' },
  { ...FEBRUARY, start_date: '2026-01-01', end_date: '2027-01-01' },
  { ...FEBRUARY, start_date: '2024-02-29', end_date: '2024-02-29' },
  { ...FEBRUARY, page_size: 1 },
  { ...FEBRUARY, page_size: 200 },
  { ...FEBRUARY, department_ids: Array(100).fill(DEPARTMENT).join(',') },
  { ...FEBRUARY, unknown: ['x', 'y'], Granularity: '', 'department_ids[]': 'x' },
])('takes %p', async (query) => {
  expect((await get(service, PATH, query)).status).toBe(200);
});
