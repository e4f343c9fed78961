import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { ENTERPRISE, get, organization } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const BOUNDS = 'time_after=0&time_before=1';

function entry(name: string, msg: string, type: string): unknown {
  return { loc: ['query', name], msg, type };
}
const missing = (name: string): unknown => entry(name, 'Field required', 'missing');
const notInteger = (name: string): unknown =>
  entry(name, 'Input should be a valid integer, unable to parse string as an integer', 'int_parsing');
const negative = (name: string): unknown =>
  entry(name, 'Input should be greater than or equal to 0', 'greater_than_equal');
const reversed = entry('time_before', 'Value error, time_before must be after time_after', 'value_error');
const tooLong = entry('time_before', 'Value error, the range must not exceed 3700 days', 'value_error');
const emptyOrgIds = entry('org_ids', 'String should have at least 1 character', 'string_too_short');

const REFUSED: readonly (readonly [string, readonly unknown[]])[] = [
  ['', [missing('time_before'), missing('time_after')]],
  ['time_before=1', [missing('time_after')]],
  ['time_after=1', [missing('time_before')]],
  ['time_after=1&time_before=', [notInteger('time_before')]],
  ['time_after=abc&time_before=1.0', [notInteger('time_before'), notInteger('time_after')]],
  ['time_after=0&time_before=%2B1', [notInteger('time_before')]],
  ['time_after=0&time_before=+1', [notInteger('time_before')]],
  ['time_after=0&time_before=1%20', [notInteger('time_before')]],
  ['time_after=0&time_before=1%0A', [notInteger('time_before')]],
  ['time_after=0&time_before=1e3', [notInteger('time_before')]],
  ['time_after=0&time_before=0x10', [notInteger('time_before')]],
  ['time_after=0&time_before=1_000', [notInteger('time_before')]],
  ['time_after=0&time_before=--1', [notInteger('time_before')]],
  ['time_after=0&time_before=-', [notInteger('time_before')]],
  ['time_after=0&time_before=%D9%A1', [notInteger('time_before')]],
  ['time_after=0&time_before=1&time_before=x', [notInteger('time_before')]],
  ['time_after=1&time_before=1', [reversed]],
  ['time_after=2&time_before=1', [reversed]],
  ['time_after=5&time_after=2&time_before=1', [reversed]],
  ['time_after=99999999999999999999999999&time_before=99999999999999999999999999', [reversed]],
  [`${BOUNDS}&min_sessions=-1`, [negative('min_sessions')]],
  [`${BOUNDS}&min_searches=-99999999999999999999`, [negative('min_searches')]],
  [`${BOUNDS}&min_sessions=&min_searches=1.5`, [notInteger('min_sessions'), notInteger('min_searches')]],
  ['min_searches=x', [missing('time_before'), missing('time_after'), notInteger('min_searches')]],
  ['time_after=2&time_before=1&min_sessions=-1', [reversed, negative('min_sessions')]],
];

describe.each(['dau', 'wau', 'mau', 'active-users'])('%s', (name) => {
  describe.each([
    ['the enterprise', `${ENTERPRISE}/${name}`],
    ['an organization', `${organization('org-a')}/${name}`],
  ])('of %s', (_scope, path) => {
    test.each(REFUSED)('refuses ?%s with every problem at once', async (query, detail) => {
      const answer = await get(service, `${path}?${query}`);
      expect(answer.status).toBe(422);
      expect(answer.text).toBe(JSON.stringify({ detail }));
    });

    test('takes -0, leading zeros, unknown parameters, thresholds of any size, and of a repeated scalar the last', async () => {
      const odd = `time_after=x&time_after=-0&time_before=1&time_before=0002&min_sessions=${'9'.repeat(40)}&foo=bar`;
      expect((await get(service, `${path}?${odd}`)).status).toBe(200);
    });
  });

  test.each([
    ['org_ids=', [emptyOrgIds]],
    ['org_ids=a&org_ids=', [emptyOrgIds]],
    ['org_ids=a,,b', [emptyOrgIds]],
    ['org_ids=,', [emptyOrgIds]],
    ['org_ids=a,', [emptyOrgIds]],
  ])('refuses ?%s at the enterprise and ignores it at an organization', async (query, detail) => {
    const answer = await get(service, `${ENTERPRISE}/${name}?${BOUNDS}&${query}`);
    expect([answer.status, answer.text]).toEqual([422, JSON.stringify({ detail })]);
    expect((await get(service, `${organization('org-a')}/${name}?${BOUNDS}&${query}`)).status).toBe(200);
  });

  test('problems come in the order of the documented parameters, not of the query', async () => {
    const query = 'min_searches=-1&min_sessions=x&org_ids=&time_after=9&time_before=3';
    const answer = await get(service, `${ENTERPRISE}/${name}?${query}`);
    expect(answer.body).toEqual({
      detail: [reversed, emptyOrgIds, notInteger('min_sessions'), negative('min_searches')],
    });
  });
});

describe('the range', () => {
  const LIMIT = 3_700 * 86_400;
  const FAR = 10n ** 30n;

  test.each(['dau', 'wau', 'mau'])('of %s may be 3700 days long and not a second longer', async (name) => {
    const path = `${ENTERPRISE}/${name}`;
    expect((await get(service, `${path}?time_after=7&time_before=${LIMIT + 7}`)).status).toBe(200);
    const answer = await get(service, `${path}?time_after=7&time_before=${LIMIT + 8}&min_sessions=-1`);
    expect([answer.status, answer.body]).toEqual([422, { detail: [tooLong, negative('min_sessions')] }]);
  });

  test('of active-users may be as long as one likes', async () => {
    const query = `time_after=-${FAR.toString()}&time_before=${FAR.toString()}`;
    const answer = await get(service, `${ENTERPRISE}/active-users?${query}`);
    expect(answer.text).toBe(
      `{"start_time":-${FAR.toString()},"end_time":${FAR.toString()},"active_users":0}`,
    );
  });

  test('may lie beyond every calendar and keeps its last digit', async () => {
    const day = FAR * 86_400n;
    const query = `time_after=${(day + 5n).toString()}&time_before=${(day + 6n).toString()}`;
    const answer = await get(service, `${ENTERPRISE}/dau?${query}`);
    const times = `"start_time":${day.toString()},"end_time":${(day + 86_399n).toString()}`;
    expect(answer.text).toBe(`[{${times},"active_users":0}]`);
  });
});
