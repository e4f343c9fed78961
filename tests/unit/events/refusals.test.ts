import { checkEvent } from '../../../services/ingest/events/check-event';
import {
  CLIENT_ID,
  DAY_REPORT,
  FULL_SAMPLES,
  FULL_SESSION,
  INTERVAL,
  NOW_MS,
  OPEN,
  SEARCH,
  SESSION,
  without,
} from './sample-events';
import type { Sample } from './sample-events';

const DAY_MS = 86_400_000;
const ahead = (ms: number): string => new Date(NOW_MS + ms).toISOString();

function expectRefused(event: unknown, code: string, path: string, context = OPEN): void {
  const refusal = checkEvent(event, context);
  expect(refusal).toEqual({ code, path, message: expect.any(String) as string });
}

test.each([null, 1, 'session', true, [], [SESSION]])('%j is invalid_event', (value) => {
  expectRefused(value, 'invalid_event', '');
});

test.each([undefined, null, '', 'Session', 'usage', 7, ['session'], { type: 'session' }])(
  'type %j is unknown_type',
  (type) => {
    expectRefused({ ...SESSION, type }, 'unknown_type', '/type');
  },
);

test('an absent type is unknown_type, whatever else is wrong', () => {
  expectRefused({}, 'unknown_type', '/type');
  expectRefused({ ...without(SESSION, 'type'), id: 5, other: 1 }, 'unknown_type', '/type');
});

const REQUIRED: readonly (readonly [name: string, sample: Sample])[] = [
  ...['id', 'user_id', 'org_id', 'created_at'].map((name) => [name, SESSION] as const),
  ...['id', 'user_id', 'org_id', 'created_at'].map((name) => [name, SEARCH] as const),
  ...['id', 'user_id', 'client_id', 'app_id', 'platform', 'started_at', 'ended_at'].map(
    (name) => [name, INTERVAL] as const,
  ),
  ...['id', 'user_id', 'client_id', 'app_id', 'platform', 'active_ms'].map(
    (name) => [name, DAY_REPORT] as const,
  ),
];

test.each(REQUIRED)('%s must be there and not null (%j)', (name, sample) => {
  expectRefused(without(sample, name), 'missing_field', `/${name}`);
  expectRefused({ ...sample, [name]: null }, 'invalid_field', `/${name}`);
});

test('app usage without a date is an interval, also when it has neither form', () => {
  expectRefused(without(DAY_REPORT, 'activity_date'), 'missing_field', '/started_at');
  expectRefused({ ...DAY_REPORT, activity_date: null }, 'invalid_field', '/activity_date');
  expectRefused({ ...INTERVAL, activity_date: '2026-03-10', active_ms: 1 }, 'unknown_field', '/started_at');
});

test('fields that a pull request lacks or does not know are found inside it', () => {
  const inside = (...pullRequests: unknown[]): Sample => ({ ...SESSION, pull_requests: pullRequests });
  const good = { id: 'pr-1', state: 'open' };
  expectRefused(inside(good, { id: 'pr-2' }), 'missing_field', '/pull_requests/1/state');
  expectRefused(inside(good, { ...good, url: 'x' }), 'unknown_field', '/pull_requests/1/url');
  expectRefused(inside({ ...good, state: 'draft' }), 'invalid_field', '/pull_requests/0/state');
  expectRefused(inside({ ...good, id: '' }), 'invalid_field', '/pull_requests/0/id');
  expectRefused(inside({ ...good, id: 'x'.repeat(257) }), 'invalid_field', '/pull_requests/0/id');
  expectRefused(inside({ ...good, id: null }), 'invalid_field', '/pull_requests/0/id');
  expectRefused(inside({ ...good, taken_over: 1 }), 'invalid_field', '/pull_requests/0/taken_over');
  expectRefused(inside({ ...good, created_at: 'now' }), 'invalid_field', '/pull_requests/0/created_at');
  expectRefused(inside(good, null), 'invalid_field', '/pull_requests/1');
  expectRefused(inside(good, [good]), 'invalid_field', '/pull_requests/1');
  expectRefused(inside({ ...good, state: 'x' }, 5), 'invalid_field', '/pull_requests/0/state');
  expectRefused({ ...SESSION, pull_requests: {} }, 'invalid_field', '/pull_requests');
  expectRefused({ ...SESSION, pull_requests: 'pr' }, 'invalid_field', '/pull_requests');
});

describe.each(FULL_SAMPLES)('a %s', (_, sample) => {
  test.each(['extra', 'ID', 'userId', 'constructor', 'toString', 'hasOwnProperty'])(
    'knows no field %s',
    (name) => {
      expectRefused({ ...sample, [name]: null }, 'unknown_field', `/${name}`);
    },
  );

  test('takes an own __proto__ for an unknown field and nothing more', () => {
    const text = `${JSON.stringify(sample).slice(0, -1)},"__proto__":{"id":"polluted"}}`;
    expectRefused(JSON.parse(text), 'unknown_field', '/__proto__');
    const without_id = JSON.stringify(without(sample, 'id')).slice(0, -1);
    expectRefused(JSON.parse(`${without_id},"__proto__":{"id":"x"}}`), 'missing_field', '/id');
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
  });

  test.each(Object.keys(sample).filter((name) => name !== 'type'))(
    'refuses values of other types for %s',
    (name) => {
      const isNumber = typeof sample[name] === 'number';
      const isFlag = typeof sample[name] === 'boolean';
      const isList = Array.isArray(sample[name]);
      const others = [
        {},
        ...(isList ? [] : [[], ['x']]),
        ...(isNumber ? ['1'] : [1]),
        ...(isFlag ? ['true'] : [true]),
      ];
      for (const value of others) expectRefused({ ...sample, [name]: value }, 'invalid_field', `/${name}`);
    },
  );
});

test('the pointer of an unknown field holds its name, escaped', () => {
  expectRefused({ ...SESSION, 'a/b~c': 1 }, 'unknown_field', '/a~1b~0c');
  expectRefused({ ...SESSION, '': 1 }, 'unknown_field', '/');
  expectRefused({ ...SESSION, 'x\ud800': 1 }, 'unknown_field', '/x\ufffd');
});

test.each([
  ['id', SESSION, ['', 'x'.repeat(129), '\u{1f600}'.repeat(129), 'a\ud800', '\udc00a']],
  ['user_id', SEARCH, ['', 'x'.repeat(129), '\ud83d']],
  ['org_id', SESSION, ['', 'x'.repeat(257)]],
  ['category', SESSION, ['x'.repeat(257), '\ud800']],
  ['subcategory_id', SESSION, ['x'.repeat(257)]],
  ['subcategory_name', SESSION, ['x'.repeat(257)]],
  ['playbook_id', SESSION, ['x'.repeat(257)]],
  [
    'created_at',
    SESSION,
    ['2026-03-10', '2026-03-10T10:00:00', '1969-12-31T23:59:59Z', '2026-02-30T00:00:00Z'],
  ],
  ['updated_at', SESSION, ['', '1970-01-01T00:00:00+01:00']],
  ['ended_at', SESSION, ['2026-03-10T09:59:59.999Z']],
  ['origin', SESSION, ['', 'Webapp', 'email']],
  ['size', SESSION, ['', 'xxl', 'M']],
  ['acus', SESSION, [-0.001, JSON.parse('1e400') as number]],
  [
    'client_id',
    INTERVAL,
    ['', CLIENT_ID.slice(1), `${CLIENT_ID}0`, `{${CLIENT_ID}}`, CLIENT_ID.replaceAll('-', '')],
  ],
  ['app_id', DAY_REPORT, ['app', `${CLIENT_ID}\n`]],
  ['platform', INTERVAL, ['', 'Desktop', 'mobile']],
  ['ended_at', INTERVAL, ['2026-03-10T09:59:59.999Z', '2026-03-11T10:00:00.001Z']],
  ['active_ms', INTERVAL, [-1, 0.5, 3_600_001, 1e300]],
  ['session_count', INTERVAL, [-1, 1.5, 1_000_001]],
  ['activity_date', DAY_REPORT, ['', '2026-02-29', '2026-3-9', '2026-03-09T00:00:00Z', '1969-12-31']],
  ['active_ms', DAY_REPORT, [-1, 0.5, 90_000_001]],
  ['session_count', DAY_REPORT, [-1, 1_000_001]],
  ['last_active_at', DAY_REPORT, ['2026-03-09']],
])('%s has its limits', (name, sample, values) => {
  for (const value of values) expectRefused({ ...sample, [name]: value }, 'invalid_field', `/${name}`);
});

test.each([
  ['created_at', SESSION],
  ['updated_at', SESSION],
  ['ended_at', SESSION],
  ['created_at', SEARCH],
  ['updated_at', SEARCH],
  ['ended_at', { ...INTERVAL, started_at: ahead(DAY_MS) }],
  ['updated_at', INTERVAL],
  ['updated_at', DAY_REPORT],
  ['last_active_at', DAY_REPORT],
])('%s more than 24 hours ahead is future_event', (name, sample) => {
  expectRefused({ ...sample, [name]: ahead(DAY_MS + 1) }, 'future_event', `/${name}`);
});

test('a start, a date or the creation of a pull request can lie too far ahead, too', () => {
  const [start, end] = [ahead(DAY_MS + 1), ahead(DAY_MS + 2)];
  expectRefused({ ...INTERVAL, started_at: start, ended_at: end }, 'future_event', '/started_at');
  expectRefused({ ...DAY_REPORT, activity_date: '2026-03-12' }, 'future_event', '/activity_date');
  expectRefused({ ...DAY_REPORT, activity_date: '9999-12-31' }, 'future_event', '/activity_date');
  const pullRequests = [
    { id: 'pr-1', state: 'open', created_at: ahead(DAY_MS) },
    { id: 'pr-2', state: 'open', created_at: ahead(DAY_MS + 1) },
  ];
  expectRefused({ ...SESSION, pull_requests: pullRequests }, 'future_event', '/pull_requests/1/created_at');
});

test('a date is one day ahead until the last moment of the day in UTC', () => {
  const midnight = Date.parse('2026-03-11T00:00:00Z');
  const event = { ...DAY_REPORT, activity_date: '2026-03-12' };
  expectRefused(event, 'future_event', '/activity_date', { ...OPEN, nowMs: midnight - 1 });
  expect(checkEvent(event, { ...OPEN, nowMs: midnight })).toHaveProperty('kind');
});

test('a report without active time and sessions is empty_report in both forms', () => {
  const none = { active_ms: 0, session_count: 0 };
  expectRefused({ ...INTERVAL, ...none }, 'empty_report', '/active_ms');
  expectRefused({ ...DAY_REPORT, ...none }, 'empty_report', '/active_ms');
  const noLength = { ...INTERVAL, ended_at: INTERVAL.started_at, session_count: 0 };
  expectRefused(noLength, 'empty_report', '/active_ms');
});

test('what the token does not reach is not_allowed, also where the client is unknown', () => {
  const bound = {
    ...OPEN,
    principal: { orgs: new Set(['org-2']), clients: new Set<string>() },
    isKnownClient: () => false,
  };
  expectRefused(SESSION, 'not_allowed', '/org_id', bound);
  expectRefused(SEARCH, 'not_allowed', '/org_id', bound);
  expectRefused(INTERVAL, 'not_allowed', '/client_id', bound);
  expectRefused(DAY_REPORT, 'not_allowed', '/client_id', bound);
  expect(checkEvent({ ...SESSION, org_id: 'org-2' }, bound)).toHaveProperty('kind');
});

test('a client that is not registered is unknown_client; registered ones are known in either case', () => {
  const context = { ...OPEN, isKnownClient: (clientId: string) => clientId === CLIENT_ID };
  expect(checkEvent(INTERVAL, context)).toHaveProperty('kind');
  const other = CLIENT_ID.replace('aa', 'bb');
  expectRefused({ ...INTERVAL, client_id: other }, 'unknown_client', '/client_id', context);
  expectRefused({ ...DAY_REPORT, client_id: other }, 'unknown_client', '/client_id', context);
});

test('each reason yields to the ones before it', () => {
  const context = { ...OPEN, principal: { orgs: new Set<string>(), clients: new Set<string>() } };
  const refuse = (event: Sample): unknown => checkEvent(event, context);
  const empty = { ...INTERVAL, active_ms: 0, session_count: 0 };
  expect(refuse(empty)).toMatchObject({ code: 'empty_report' });
  const future = { ...empty, updated_at: ahead(2 * DAY_MS) };
  expect(refuse(future)).toMatchObject({ code: 'future_event', path: '/updated_at' });
  const invalid = { ...future, platform: 'mobile', session_count: -1 };
  expect(refuse(invalid)).toMatchObject({ code: 'invalid_field', path: '/platform' });
  const unknown = { ...invalid, other: 1 };
  expect(refuse(unknown)).toMatchObject({ code: 'unknown_field', path: '/other' });
  const missing = without(without(unknown, 'user_id'), 'ended_at');
  expect(refuse(missing)).toMatchObject({ code: 'missing_field', path: '/user_id' });
  expect(refuse({ ...missing, type: 'usage' })).toMatchObject({ code: 'unknown_type' });
});

test('a field is missing inside before another is unknown outside', () => {
  const event = { ...FULL_SESSION, extra: 1, size: 'huge', pull_requests: [{ id: 'pr-1', other: 1 }] };
  expectRefused(event, 'missing_field', '/pull_requests/0/state');
});

test('within one code the first field of the schema counts, also where two fields do not fit together', () => {
  const late = { session_count: -1, updated_at: 'now', active_ms: 'all' };
  expectRefused({ ...late, ...INTERVAL, ended_at: '2026-03-10T09:00:00Z' }, 'invalid_field', '/ended_at');
  expectRefused({ ...INTERVAL, ...late, active_ms: 1 }, 'invalid_field', '/updated_at');
  expectRefused({ ...INTERVAL, active_ms: 3_600_001, session_count: -1 }, 'invalid_field', '/active_ms');
  const ends = { ended_at: '2026-03-10T09:00:00Z', size: 'huge' };
  expectRefused({ ...SESSION, ...ends }, 'invalid_field', '/ended_at');
  expectRefused({ ...SESSION, ...ends, created_at: 'now' }, 'invalid_field', '/created_at');
});

test('no message repeats what was sent', () => {
  const secret = 'a-secret-value';
  for (const [, sample] of FULL_SAMPLES) {
    for (const name of Object.keys(sample)) {
      const refusal = checkEvent({ ...sample, [name]: { [secret]: secret } }, OPEN);
      expect(refusal).toHaveProperty('code');
      expect(JSON.stringify(refusal)).not.toContain(secret);
    }
  }
});
