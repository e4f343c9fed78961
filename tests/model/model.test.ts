import { appUsers } from './apps/app-users';
import { changePct } from './apps/metric';
import { activeUsers, activeUsersSeries } from './devin/active-users';
import { engagementActiveUsers } from './engagement/active-users';
import { newUsers } from './engagement/new-users';
import { settle } from './facts';
import type { SentEvent } from './sent-event';
import { EMPTY_WORLD } from './world';

const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
const APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';
const seconds = (text: string): number => Date.parse(text) / 1000;

function session(user_id: string, created_at: string, more: Partial<SentEvent> = {}): SentEvent {
  return {
    type: 'session',
    id: `${user_id} ${created_at}`,
    user_id,
    org_id: 'org-a',
    created_at,
    ...more,
  } as SentEvent;
}

function report(activity_date: string, active_ms: number, more: Partial<SentEvent> = {}): SentEvent {
  const what = { id: activity_date, user_id: 'ann', client_id: CLIENT, app_id: APP, platform: 'web' };
  return { type: 'app_usage', ...what, activity_date, active_ms, ...more } as SentEvent;
}

function facts(events: readonly SentEvent[]): ReturnType<typeof settle> {
  const clients = [{ client_id: CLIENT, zones: [{ valid_from_ms: 0, timezone: 'UTC' }] }];
  return settle({ ...EMPTY_WORLD, events, clients });
}

test('a week is whole at the edges of the range and every one that overlaps is listed', () => {
  const known = facts([session('ann', '2024-01-01T00:00:00Z'), session('bob', '2024-01-14T23:59:59.999Z')]);
  const question = {
    time_after: seconds('2024-01-03T05:00:00Z'),
    time_before: seconds('2024-01-15T00:00:01Z'),
  };
  expect(activeUsersSeries(known, 'week', question)).toEqual([
    { start_time: 1704067200, end_time: 1704671999, active_users: 1 },
    { start_time: 1704672000, end_time: 1705276799, active_users: 1 },
    { start_time: 1705276800, end_time: 1705881599, active_users: 0 },
  ]);
});

test('active-users takes time_after in and leaves time_before out', () => {
  const known = facts([session('ann', '2024-01-01T00:00:00Z'), session('bob', '2024-01-02T00:00:00Z')]);
  const question = {
    time_after: seconds('2024-01-01T00:00:00Z'),
    time_before: seconds('2024-01-02T00:00:00Z'),
  };
  expect(activeUsers(known, question).active_users).toBe(1);
  expect(activeUsers(known, { ...question, min_sessions: 2, min_searches: 0 }).active_users).toBe(1);
  expect(activeUsers(known, { ...question, min_sessions: 2 }).active_users).toBe(0);
});

test('the previous window has one day more than the period and loses its oldest row when full', () => {
  const previous = [2, 3, 4, 5, 6, 7, 8, 9].map((day) => session(`old-${day}`, `2024-01-0${day}T12:00:00Z`));
  const current = [10, 10, 15, 16].map((day, index) => session(`new-${index}`, `2024-01-${day}T12:00:00Z`));
  const known = facts([...previous, ...current]);
  const range = { start: '2024-01-10T00:00:00.000Z', end: '2024-01-16T23:59:59.999Z' };
  expect(newUsers(known, range)).toEqual({
    days: [
      { day: '2024-01-16T00:00:00.000Z', users: 1 },
      { day: '2024-01-15T00:00:00.000Z', users: 1 },
      { day: '2024-01-10T00:00:00.000Z', users: 2 },
    ],
    period: { count: 4, variation: -3 },
    yesterday: { count: 1, variation: 0 },
    success: true,
  });
});

test('a used app counts as activity on its local date', () => {
  const known = facts([report('2024-01-10', 5), session('Zoe', '2024-01-10T00:00:00Z')]);
  const range = { start: '2024-01-10T20:00:00.000Z', end: '2024-01-11T04:00:00.000Z' };
  expect(engagementActiveUsers(known, range).month).toEqual([
    { usersList: ['Zoe', 'ann'], users: 2, day: 10, month: 1, year: 2024 },
  ]);
});

test('the worked example of the average per used day', () => {
  const hours = (count: number): number => count * 3_600_000;
  const used = [
    ...[2, 3, 4, 5, 6].map((day) => report(`2026-02-0${day}`, hours(2))),
    report('2026-02-11', hours(0.5)),
    report('2026-02-14', 300_000),
    ...[16, 17, 18, 19].map((day) => report(`2026-02-${day}`, hours(3))),
  ];
  const question = { client_id: CLIENT, app_id: APP, start_date: '2026-02-01', end_date: '2026-02-28' };
  expect(appUsers(facts(used), question).data).toEqual([
    {
      user: {
        id: 'ann',
        username: 'ann',
        user_key: 'ann',
        last_activity: { at: null, desktop_at: null, web_at: null },
      },
      avg_time_ms_per_day: { value: 7390909, change_pct: null, compare_value: null },
      days_active: 11,
    },
  ]);
});

test('the newest version counts in whatever order it arrives, and a used day stays used', () => {
  const older = report('2026-02-01', 1000, { updated_at: '2026-02-02T00:00:00Z' });
  const newer = report('2026-02-01', 0, { updated_at: '2026-02-03T00:00:00Z' });
  const question = { client_id: CLIENT, app_id: APP, start_date: '2026-02-01', end_date: '2026-02-01' };
  for (const events of [
    [older, newer],
    [newer, older, newer],
  ]) {
    const [row] = appUsers(facts(events), question).data;
    expect(row).toMatchObject({ avg_time_ms_per_day: { value: 0 }, days_active: 1 });
  }
});

test('a change in percent is rounded half away from zero from the published integers', () => {
  expect(changePct(6060000, 5386666)).toBe(12.5);
  expect(changePct(5520000, 5756000)).toBe(-4.1);
  expect(changePct(20_010, 20_000)).toBe(0.1);
  expect(changePct(19_990, 20_000)).toBe(-0.1);
  expect(changePct(19_999, 20_000)).toBe(0);
  expect(Object.is(changePct(19_999, 20_000), -0)).toBe(false);
  expect([changePct(5, 5), changePct(5, 0), changePct(5, null), changePct(0, 7)]).toEqual([
    0,
    null,
    null,
    -100,
  ]);
});
