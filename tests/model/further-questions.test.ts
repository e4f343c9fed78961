import { appActivity } from './apps/app-activity';
import { appDetail } from './apps/app-detail';
import { appList } from './apps/app-list';
import { userApps } from './apps/user-apps';
import { prMetrics } from './devin/pull-requests';
import { sessionMetrics } from './devin/sessions';
import { sessionsByCategory } from './devin/sessions-by-category';
import { usage } from './devin/usage';
import { chatBusierDays, chatBusierHours } from './engagement/chat-busier';
import { timeOfDay } from './engagement/time-of-day';
import { settle } from './facts';
import type { SentDayReport, SentEvent, SentSession } from './sent-event';
import { EMPTY_WORLD } from './world';

const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
const APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';
const JANUARY = { time_after: Date.parse('2024-01-01') / 1000, time_before: Date.parse('2024-02-01') / 1000 };

function session(user_id: string, created_at: string, more: Partial<SentSession> = {}): SentSession {
  return { type: 'session', id: `${user_id} ${created_at}`, user_id, org_id: 'org-a', created_at, ...more };
}

function report(user_id: string, activity_date: string, active_ms: number): SentDayReport {
  const where = { client_id: CLIENT, app_id: APP, platform: 'web' as const };
  return {
    type: 'app_usage',
    id: `${user_id} ${activity_date}`,
    user_id,
    ...where,
    activity_date,
    active_ms,
  };
}

function facts(...events: SentEvent[]): ReturnType<typeof settle> {
  const clients = [{ client_id: CLIENT, zones: [{ valid_from_ms: 0, timezone: 'UTC' }] }];
  return settle({ ...EMPTY_WORLD, events, clients });
}

const day = (time: string): string => `2024-01-15T${time}:00.000Z`;
const sessions = [
  session('u1', day('09:10'), { ended_at: day('09:50') }),
  session('u2', day('10:00'), { ended_at: day('13:30') }),
  session('u1', day('11:00'), { ended_at: day('12:05') }),
  session('u3', day('22:00')),
  session('u4', day('23:30'), { ended_at: '2024-01-16T01:00:00.000Z' }),
];

test('odd hours and midnight crossings count, an hour that only ends a session does not', () => {
  expect(chatBusierHours(facts(...sessions), '2024-01-15T23:59:59.999Z')).toEqual({
    hours: [2, 0, 0, 0, 0, 2, 2, 1, 0, 0, 0, 1].map((users, index) => ({ users, hour: 22 - 2 * index })),
    success: true,
  });
  expect(chatBusierHours(facts(...sessions), '2024-01-18T00:00:00.000Z')).toEqual({
    hours: [],
    success: true,
  });
});

test('the time of day is that of every UTC hour touched, on the date of that hour', () => {
  const { week } = timeOfDay(facts(...sessions), { start: day('23:30'), end: day('23:59') }) as {
    week: object[];
  };
  expect(week).toEqual([
    { users: 1, hour: 0, day: 16, month: 1, year: 2024 },
    { users: 1, hour: 23, day: 15, month: 1, year: 2024 },
  ]);
});

test('the busier week has eight days', () => {
  const known = facts(session('a', '2024-01-08T00:00:00Z'), session('b', '2024-01-07T23:59:59Z'));
  expect(chatBusierDays(known, '2024-01-15T00:00:00.000Z')).toEqual({
    month: [{ users: 1, day: 8, month: 1, year: 2024 }],
    success: true,
  });
});

test('a pull request is one by its id, as its newest session says, without those taken over', () => {
  const known = facts(
    session('a', '2024-01-02T00:00:00Z', { pull_requests: [{ id: 'p', state: 'open' }] }),
    session('b', '2024-01-03T00:00:00Z', {
      pull_requests: [
        { id: 'p', state: 'merged' },
        { id: 'q', state: 'closed', taken_over: true },
        { id: 'r', state: 'open', created_at: '2024-02-01T00:00:00Z' },
      ],
      playbook_id: 'pb',
    }),
  );
  expect(usage(known, JANUARY)).toEqual({
    sessions_count: 2,
    searches_count: 0,
    prs_created_count: 1,
    prs_merged_count: 1,
  });
  expect(prMetrics(known, { ...JANUARY, playbook_id: 'pb' })).toMatchObject({
    prs_created_count: 1,
    prs_taken_over_count: 1,
    prs_taken_over_closed_count: 1,
  });
});

test('the average of acus is over the sessions that carry any', () => {
  const known = facts(
    session('a', '2024-01-02T00:00:00Z', { acus: 1, size: 'm', origin: 'other' }),
    session('b', '2024-01-02T00:00:00Z', { acus: 2.25 }),
    session('c', '2024-01-02T00:00:00Z'),
  );
  expect(sessionMetrics(known, JANUARY)).toMatchObject({
    sessions_created_count: 3,
    avg_acus_per_session: 1.63,
    sessions_created_by_size: { xs: 0, s: 0, m: 1, l: 0, xl: 0 },
  });
  expect(sessionMetrics(facts(), JANUARY)).toMatchObject({ avg_acus_per_session: 0 });
});

test('categories and subcategories stand by sessions, then by name', () => {
  const known = facts(
    session('a', '2024-01-02T00:00:00Z', { category: 'b', subcategory_id: 's', subcategory_name: 'Old' }),
    session('b', '2024-01-03T00:00:00Z', {
      category: 'b',
      subcategory_id: 's',
      subcategory_name: 'New',
      acus: 1.5,
    }),
    session('c', '2024-01-02T00:00:00Z', { category: 'a' }),
    session('d', '2024-01-02T00:00:00Z'),
  );
  const other = { subcategory_id: null, display_name: 'Other', sessions_count: 1, acus: 0 };
  expect(sessionsByCategory(known, JANUARY)).toEqual({
    categories: [
      {
        category: 'b',
        sessions_count: 2,
        acus: 1.5,
        subcategories: [{ subcategory_id: 's', display_name: 'New', sessions_count: 2, acus: 1.5 }],
      },
      { category: 'a', sessions_count: 1, acus: 0, subcategories: [other] },
      { category: 'uncategorized', sessions_count: 1, acus: 0, subcategories: [other] },
    ],
  });
});

test('list, detail and activity of an app agree', () => {
  const known = facts(
    report('a', '2024-01-30', 10),
    report('b', '2024-01-30', 5),
    report('a', '2024-02-02', 3),
  );
  const period = { client_id: CLIENT, start_date: '2024-01-30', end_date: '2024-02-29' };
  const { app, active_time_ms, avg_time_ms_per_day, days_active } = appDetail(known, {
    ...period,
    app_id: APP,
    compare_start_date: '2023-01-01',
    compare_end_date: '2023-01-02',
  }) as Record<string, object>;
  expect({ app, days_active }).toMatchObject({ app: { id: APP, canonical_name: APP }, days_active: 2 });
  expect(active_time_ms).toEqual({ value: 18, change_pct: null, compare_value: 0 });
  expect(avg_time_ms_per_day).toEqual({ value: 9, change_pct: null, compare_value: null });
  expect(appList(known, period).data).toMatchObject([{ app, unique_users: { value: 2 } }]);
  expect(appList(known, { ...period, filter: 'dropped_off' }).data).toEqual([]);
  expect(userApps(known, { ...period, user_id: 'b' })).toMatchObject({ data: [{ app, days_active: 1 }] });
  expect(
    appActivity(known, { ...period, app_id: APP, metric: 'user-count', granularity: 'monthly' }),
  ).toMatchObject({
    data: [
      { date: '2024-01-30', value: 2 },
      { date: '2024-02-01', value: 1 },
    ],
  });
});
