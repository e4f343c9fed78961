import { checkEvent } from '../../../services/ingest/events/check-event';
import {
  APP_ID,
  CLIENT_ID,
  DAY_REPORT,
  FULL_DAY_REPORT,
  FULL_INTERVAL,
  FULL_SAMPLES,
  FULL_SESSION,
  INTERVAL,
  OPEN,
  SEARCH,
  SESSION,
} from './sample-events';

const CREATED_MS = Date.parse('2026-03-10T10:00:00Z');

test('a session with the least and with everything', () => {
  const least = {
    kind: 'session',
    id: 's-1',
    userId: 'u-1',
    orgId: 'org-1',
    createdAtMs: CREATED_MS,
    versionMs: CREATED_MS,
    endedAtMs: null,
    origin: null,
    size: null,
    category: null,
    subcategoryId: null,
    subcategoryName: null,
    playbookId: null,
    fromSearch: false,
    acus: null,
    pullRequests: [],
  };
  expect(checkEvent(SESSION, OPEN)).toEqual(least);
  expect(checkEvent(FULL_SESSION, OPEN)).toEqual({
    ...least,
    versionMs: Date.parse('2026-03-10T13:00:00Z'),
    endedAtMs: Date.parse('2026-03-10T12:30:00.500Z'),
    origin: 'webapp',
    size: 'm',
    category: 'Bug fix',
    subcategoryId: 'sub-1',
    subcategoryName: 'Crash',
    playbookId: 'p-1',
    fromSearch: true,
    acus: 1.25,
    pullRequests: [
      { id: 'pr-1', state: 'merged', createdAtMs: Date.parse('2026-03-10T12:10:00Z'), takenOver: true },
      { id: 'pr-2', state: 'open', createdAtMs: null, takenOver: false },
    ],
  });
});

test('a search', () => {
  expect(checkEvent(SEARCH, OPEN)).toEqual({
    kind: 'search',
    id: 'q-1',
    userId: 'u-1',
    orgId: 'org-1',
    createdAtMs: CREATED_MS,
    versionMs: CREATED_MS,
  });
});

test('an interval is active all the time and one session, unless it says otherwise; its ids are kept in lower case', () => {
  const least = {
    kind: 'interval',
    id: 'i-1',
    userId: 'u-1',
    clientId: CLIENT_ID,
    appId: APP_ID,
    platform: 'desktop',
    startedAtMs: CREATED_MS,
    endedAtMs: CREATED_MS + 3_600_000,
    versionMs: CREATED_MS,
    activeMs: 3_600_000,
    sessionCount: 1,
  };
  expect(checkEvent(INTERVAL, OPEN)).toEqual(least);
  expect(checkEvent(FULL_INTERVAL, OPEN)).toEqual({
    ...least,
    versionMs: Date.parse('2026-03-10T11:30:00Z'),
    activeMs: 60_000,
    sessionCount: 3,
  });
});

test("a day's report counts from midnight UTC of its date, unless it names a version", () => {
  const least = {
    kind: 'day-report',
    id: 'd-1',
    userId: 'u-1',
    clientId: CLIENT_ID,
    appId: APP_ID,
    platform: 'web',
    activityDate: '2026-03-09',
    versionMs: Date.parse('2026-03-09T00:00:00Z'),
    activeMs: 90_000_000,
    sessionCount: 1,
    lastActiveAtMs: null,
  };
  expect(checkEvent(DAY_REPORT, OPEN)).toEqual(least);
  expect(checkEvent(FULL_DAY_REPORT, OPEN)).toEqual({
    ...least,
    versionMs: Date.parse('2026-03-10T11:30:00Z'),
    sessionCount: 0,
    lastActiveAtMs: Date.parse('2026-03-09T22:00:00Z'),
  });
});

describe.each(FULL_SAMPLES)('a %s', (_, sample) => {
  const REQUIRED = new Set(
    'type id user_id org_id created_at client_id app_id platform started_at ended_at activity_date'.split(
      ' ',
    ),
  );
  const optional = Object.keys(sample).filter((name) => {
    if (name === 'ended_at') return sample.type === 'session';
    if (name === 'active_ms') return !('activity_date' in sample);
    return !REQUIRED.has(name);
  });

  test.each(optional)('with null for %s is as if it had been left out', (name) => {
    const left = Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name));
    const expected = checkEvent(left, OPEN);
    expect(expected).toHaveProperty('kind');
    expect(checkEvent({ ...sample, [name]: null }, OPEN)).toEqual(expected);
  });
});

test('null for an optional field of a pull request is as if it had been left out', () => {
  const nulls = [{ id: 'pr-1', state: 'open', created_at: null, taken_over: null }];
  const left = [{ id: 'pr-1', state: 'open' }];
  expect(checkEvent({ ...SESSION, pull_requests: nulls }, OPEN)).toEqual(
    checkEvent({ ...SESSION, pull_requests: left }, OPEN),
  );
});

test.each([
  ['an id of one character', SESSION, { id: 'x' }],
  ['an id of 128 characters beyond the basic plane', SESSION, { id: '\u{1f600}'.repeat(128) }],
  ['NUL in texts', SESSION, { id: '\0', user_id: 'a\0b', category: '\0' }],
  ['a text of 256 characters', SESSION, { category: '\u{1f600}'.repeat(256) }],
  ['an empty optional text', SESSION, { category: '' }],
  ['an organization of 256 characters', SEARCH, { org_id: 'o'.repeat(256) }],
  ['a session that ends as it begins', SESSION, { ended_at: SESSION.created_at }],
  ['no consumption', SESSION, { acus: 0 }],
  ['a whole number written with a fraction', DAY_REPORT, { active_ms: JSON.parse('5.0') as number }],
  ['a whole number written with an exponent', DAY_REPORT, { active_ms: JSON.parse('1e2') as number }],
  ['an interval without length', INTERVAL, { ended_at: INTERVAL.started_at }],
  ['an interval of 24 hours', INTERVAL, { ended_at: '2026-03-11T10:00:00Z' }],
  ['an interval without active time', INTERVAL, { active_ms: 0 }],
  ['an interval without sessions', INTERVAL, { session_count: 0 }],
  ['an interval of a million sessions', INTERVAL, { session_count: 1_000_000 }],
  ["a day's report without active time", DAY_REPORT, { active_ms: 0 }],
  ['a time exactly 24 hours ahead', SEARCH, { created_at: '2026-03-11T15:00:00Z' }],
  ['a date one day ahead of today in UTC', DAY_REPORT, { activity_date: '2026-03-11' }],
  ['the first instant', SEARCH, { created_at: '1970-01-01T00:00:00Z' }],
  ['the first date', DAY_REPORT, { activity_date: '1970-01-01' }],
])('%s is accepted', (_, sample, fields) => {
  expect(checkEvent({ ...sample, ...fields }, OPEN)).toHaveProperty('kind');
});

test('the leap second and digits beyond the millisecond', () => {
  const leap = checkEvent({ ...SEARCH, created_at: '2016-12-31T23:59:60.1239Z' }, OPEN);
  expect(leap).toMatchObject({ createdAtMs: Date.parse('2017-01-01T00:00:00.123Z') });
});
