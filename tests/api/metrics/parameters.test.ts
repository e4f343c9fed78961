import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { get, METRICS, NAMES } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const RANGE = 'time_after=0&time_before=1';
const DAY = 86_400;
const END = 65_536 * DAY;

function entry(name: string, msg: string, type: string): unknown {
  return { loc: ['query', name], msg, type };
}
const missing = (name: string): unknown => entry(name, 'Field required', 'missing');
const notInteger = (name: string): unknown =>
  entry(name, 'Input should be a valid integer, unable to parse string as an integer', 'int_parsing');
const negative = (name: string): unknown =>
  entry(name, 'Input should be greater than or equal to 0', 'greater_than_equal');
const broken = (name: string, rule: string): unknown => entry(name, `Value error, ${rule}`, 'value_error');
const literal = (name: string, words: string): unknown =>
  entry(name, `Input should be ${words}`, 'literal_error');

const tooLong = 'the range must not exceed 3700 days';
const outside = 'the range must lie between 1970-01-01 and 2149-06-06';
const noZone = broken('timezone', 'timezone must be the name of an IANA time zone');
const emptyOrgIds = entry('org_ids', 'String should have at least 1 character', 'string_too_short');
const format = literal('format', "'json', 'csv', 'ndjson', 'parquet' or 'arrow'");

const REFUSED: readonly (readonly [string, readonly unknown[]])[] = [
  ['', [missing('time_before'), missing('time_after')]],
  ['time_after=x&time_before=1.5', [notInteger('time_before'), notInteger('time_after')]],
  ['time_after=1&time_before=1', [broken('time_before', 'time_before must be after time_after')]],
  [`time_after=0&time_before=${3_700 * DAY + 1}`, [broken('time_before', tooLong)]],
  ['time_after=-1&time_before=1', [broken('time_before', outside)]],
  [`time_after=${END - 1}&time_before=${END + 1}`, [broken('time_before', outside)]],
  [`time_after=9${'0'.repeat(30)}&time_before=9${'0'.repeat(29)}1`, [broken('time_before', outside)]],
  [`${RANGE}&compare_after=0`, [missing('compare_before')]],
  [`${RANGE}&compare_before=0`, [missing('compare_after')]],
  [`${RANGE}&compare_before=&compare_after=`, [notInteger('compare_before'), notInteger('compare_after')]],
  [
    `${RANGE}&compare_after=5&compare_before=4`,
    [broken('compare_before', 'compare_before must be after compare_after')],
  ],
  [`${RANGE}&compare_after=0&compare_before=${3_700 * DAY + 1}`, [broken('compare_before', tooLong)]],
  [`${RANGE}&compare_after=-1&compare_before=1`, [broken('compare_before', outside)]],
  [`${RANGE}&timezone=`, [noZone]],
  [`${RANGE}&timezone=Mars/Olympus`, [noZone]],
  [`${RANGE}&timezone=%2B05:30`, [noZone]],
  [`${RANGE}&timezone=IST`, [noZone]],
  [`${RANGE}&timezone=UTC&timezone=x'y`, [noZone]],
  [`${RANGE}&org_ids=`, [emptyOrgIds]],
  [`${RANGE}&org_ids=a,,b`, [emptyOrgIds]],
  [`${RANGE}&min_sessions=-1&min_searches=1e3`, [negative('min_sessions'), notInteger('min_searches')]],
  [`${RANGE}&format=xml`, [format]],
  [
    'format=&min_searches=-1&min_sessions=x&org_ids=&timezone=x&compare_before=0&compare_after=1&time_after=9',
    [
      missing('time_before'),
      broken('compare_before', 'compare_before must be after compare_after'),
      noZone,
      emptyOrgIds,
      notInteger('min_sessions'),
      negative('min_searches'),
      format,
    ],
  ],
];

describe.each(NAMES)('%s', (name) => {
  test.each(REFUSED)(
    'refuses ?%s with every problem at once, in the order of the parameters',
    async (query, detail) => {
      const answer = await get(service, `${METRICS}/${name}?${query}`);
      expect([answer.status, answer.text]).toEqual([422, JSON.stringify({ detail })]);
    },
  );

  test('takes unknown parameters, thresholds of any size, zones in any spelling, and of a repeated scalar the last', async () => {
    const odd = `time_after=x&time_after=-0&time_before=01&min_sessions=${'9'.repeat(40)}&timezone=x&timezone=asia/kolkata&foo=1`;
    expect((await get(service, `${METRICS}/${name}?${odd}`)).status).toBe(200);
  });
});

const bucket = literal('bucket', "'day', 'week' or 'month'");
const tooMany = 'the range must not hold more than 120 buckets';

test.each([
  ['lifecycle', `${RANGE}&bucket=year`, [bucket]],
  ['lifecycle', 'bucket=', [missing('time_before'), missing('time_after'), bucket]],
  ['retention', `${RANGE}&bucket=Day&mode=after`, [bucket, literal('mode', "'on' or 'on_or_after'")]],
  ['retention', `time_after=0&time_before=${120 * DAY + 1}&bucket=day`, [broken('time_before', tooMany)]],
  [
    'retention',
    `${RANGE}&compare_after=0&compare_before=${121 * 7 * DAY}`,
    [broken('compare_before', tooMany)],
  ],
  ['breakdown', `${RANGE}&by=team`, [literal('by', "'organization' or 'origin'")]],
  [
    'users',
    `${RANGE}&sort_by=name&sort_order=up&page_size=0`,
    [
      literal('sort_by', "'sessions', 'searches', 'days_active', 'last_activity' or 'user_id'"),
      literal('sort_order', "'asc' or 'desc'"),
      broken('page_size', 'page_size must be from 1 to 200'),
    ],
  ],
  ['users', `${RANGE}&page_size=201`, [broken('page_size', 'page_size must be from 1 to 200')]],
  ['users', `${RANGE}&page_size=ten`, [notInteger('page_size')]],
  [
    'users',
    `${RANGE}&format=csv&sort_by=x&page_size=ten&cursor=x`,
    [
      literal('sort_by', "'sessions', 'searches', 'days_active', 'last_activity' or 'user_id'"),
      notInteger('page_size'),
    ],
  ],
])('%s refuses ?%s', async (name, query, detail) => {
  const answer = await get(service, `${METRICS}/${name}?${query}`);
  expect([answer.status, answer.text]).toEqual([422, JSON.stringify({ detail })]);
});

test('120 buckets of retention are taken', async () => {
  const answer = await get(service, `${METRICS}/retention?time_after=0&time_before=${120 * DAY}&bucket=day`);
  expect((answer.body as { data: unknown[] }).data).toHaveLength(120);
});

test.each(['stickiness', 'rolling', 'lifecycle', 'breakdown', 'users'])(
  '%s takes 3700 days in any zone, up to the last one that can be stored',
  async (name) => {
    const range = `time_after=${END - 3_700 * DAY}&time_before=${END}`;
    for (const timezone of ['UTC', 'Pacific/Chatham', 'America/New_York']) {
      const more = `&timezone=${timezone}&bucket=day&min_sessions=2&min_searches=3`;
      expect((await get(service, `${METRICS}/${name}?${range}${more}`)).status).toBe(200);
    }
  },
);
