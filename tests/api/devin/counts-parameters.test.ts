import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { ENTERPRISE, get, organization } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const MISSING = (name: string): string =>
  `{"loc":["query","${name}"],"msg":"Field required","type":"missing"}`;
const NOT_INTEGER = (name: string): string =>
  `{"loc":["query","${name}"],"msg":"Input should be a valid integer, unable to parse string as an integer","type":"int_parsing"}`;
const TOO_SHORT = (name: string): string =>
  `{"loc":["query","${name}"],"msg":"String should have at least 1 character","type":"string_too_short"}`;
const REVERSED =
  '{"loc":["query","time_before"],"msg":"Value error, time_before must be after time_after","type":"value_error"}';

type Row = readonly [query: string, problems: readonly string[]];

const BOUNDS = 'time_after=0&time_before=1';

/** Rows about bounds that must be there. */
const REQUIRED_BOUNDS: readonly Row[] = [
  ['', [MISSING('time_before'), MISSING('time_after')]],
  ['time_before=1', [MISSING('time_after')]],
  ['time_after=1', [MISSING('time_before')]],
];
/** Rows about bounds that are there. */
const GIVEN_BOUNDS: readonly Row[] = [
  ['time_after=abc&time_before=1.0', [NOT_INTEGER('time_before'), NOT_INTEGER('time_after')]],
  ['time_after=&time_before=1', [NOT_INTEGER('time_after')]],
  ['time_after=0&time_before=%2B1', [NOT_INTEGER('time_before')]],
  ['time_after=0&time_before=1&time_before=x', [NOT_INTEGER('time_before')]],
  ['time_after=1&time_before=1', [REVERSED]],
  ['time_after=2&time_before=1', [REVERSED]],
  ['time_after=-1&time_before=-2', [REVERSED]],
];
const OPTIONAL_BOUNDS: readonly Row[] = [
  ['time_before=x', [NOT_INTEGER('time_before')]],
  ['time_after=x', [NOT_INTEGER('time_after')]],
  ['time_after=99999999999999999999', [REVERSED]],
];
const ORGANIZATIONS: readonly Row[] = [
  [`${BOUNDS}&org_ids=`, [TOO_SHORT('org_ids')]],
  [`${BOUNDS}&org_ids=a,,b`, [TOO_SHORT('org_ids')]],
  ['time_after=2&time_before=1&org_ids=a&org_ids=', [REVERSED, TOO_SHORT('org_ids')]],
];
const FILTERS: readonly Row[] = [
  [`${BOUNDS}&playbook_id=`, [TOO_SHORT('playbook_id')]],
  [`${BOUNDS}&playbook_id=a&playbook_id=`, [TOO_SHORT('playbook_id')]],
  [`${BOUNDS}&user_ids=`, [TOO_SHORT('user_ids')]],
  [`${BOUNDS}&user_ids=a&user_ids=`, [TOO_SHORT('user_ids')]],
  [`${BOUNDS}&user_ids=a,`, [TOO_SHORT('user_ids')]],
  [
    'user_ids=,&playbook_id=&time_after=3',
    [MISSING('time_before'), TOO_SHORT('playbook_id'), TOO_SHORT('user_ids')],
  ],
];

/** Each question with its rows, and a query that it takes whatever else it may be asked. */
const RANGED = [...REQUIRED_BOUNDS, ...GIVEN_BOUNDS];
const QUESTIONS: readonly (readonly [string, readonly Row[], string])[] = [
  ['usage', [...GIVEN_BOUNDS, ...OPTIONAL_BOUNDS], 'playbook_id=&user_ids=&min_sessions=-1'],
  ['searches', RANGED, `${BOUNDS}&playbook_id=&user_ids=`],
  ['sessions', [...RANGED, ...FILTERS], `${BOUNDS}&service_user_ids=&min_sessions=x`],
  ['prs', [...RANGED, ...FILTERS], `${BOUNDS}&service_user_ids=&min_sessions=x`],
];

async function refusal(path: string, query: string): Promise<[number, string]> {
  const answer = await get(service, `${path}?${query}`);
  return [answer.status, answer.text];
}

const detail = (problems: readonly string[]): [number, string] => [422, `{"detail":[${problems.join(',')}]}`];

describe.each(QUESTIONS)('%s', (name, rows, taken) => {
  test.each(rows)('refuses ?%s in both scopes with every problem at once', async (query, problems) => {
    expect(await refusal(`${ENTERPRISE}/${name}`, query)).toEqual(detail(problems));
    expect(await refusal(`${organization('org-a')}/${name}`, query)).toEqual(detail(problems));
  });

  test.each(ORGANIZATIONS)('refuses ?%s at the enterprise', async (query, problems) => {
    expect(await refusal(`${ENTERPRISE}/${name}`, query)).toEqual(detail(problems));
  });

  test('ignores org_ids at an organization, and parameters that it does not know', async () => {
    const answer = await get(service, `${organization('org-a')}/${name}?${BOUNDS}&org_ids=`);
    expect(answer.status).toBe(200);
    expect((await get(service, `${ENTERPRISE}/${name}?${taken}`)).status).toBe(200);
  });

  test('takes a range of any length', async () => {
    const far = '9'.repeat(30);
    const query = `time_after=-${far}&time_before=${far}`;
    expect((await get(service, `${ENTERPRISE}/${name}?${query}`)).status).toBe(200);
  });
});

test.each([...RANGED, ...ORGANIZATIONS])('sessions-by-category refuses ?%s', async (query, problems) => {
  expect(await refusal(`${ENTERPRISE}/sessions-by-category`, query)).toEqual(detail(problems));
});

test.each([...GIVEN_BOUNDS, ...OPTIONAL_BOUNDS])(
  'usage of one organization of the enterprise refuses ?%s',
  async (query, problems) => {
    const path = '/v3/enterprise/organizations/org-a/metrics/usage';
    expect(await refusal(path, query)).toEqual(detail(problems));
  },
);
