import { cohortsOf } from '../../../../services/query/metrics/cohorts';
import { dataThrough } from '../../../../services/query/metrics/freshness';
import { groupsOf } from '../../../../services/query/metrics/groups';
import { rate } from '../../../../services/query/metrics/rate';
import { usersInWindow } from '../../../../services/query/metrics/trailing-windows';

test('a rate has four decimals, half up, and is unknown of nobody', () => {
  expect([rate(0, 0), rate(0, 7), rate(7, 7), rate(1, 3), rate(2, 3)]).toEqual([null, 0, 1, 0.3333, 0.6667]);
  expect([rate(1, 20_000), rate(1, 20_001), rate(3, 20_000)]).toEqual([0.0001, 0, 0.0002]);
});

test('users stay in a window for as many days as they are held, and windows do not mix', () => {
  const held = [
    { window_days: 7, day: 1, held_days: 2, users: '3' },
    { window_days: 7, day: 2, held_days: 7, users: '1' },
    { window_days: 1, day: 3, held_days: 1, users: '5' },
  ];
  expect(usersInWindow(held, 7, 4)).toEqual([3, 4, 1, 1]);
  expect(usersInWindow(held, 1, 4)).toEqual([0, 0, 5, 0]);
  expect(usersInWindow(held, 30, 2)).toEqual([0, 0]);
});

test('counted until their last period, users are in every period up to it', () => {
  const buckets = [0, 1, 2].map((day) => ({ startSecond: day, endSecond: day + 1 }));
  const rows = [
    { cohort: 1, period: -1, users: '4' },
    { cohort: 1, period: 0, users: '1' },
    { cohort: 1, period: 2, users: '2' },
  ];
  const usersOf = (untilLast: boolean): number[][] =>
    cohortsOf(rows, buckets, untilLast, 9).map(({ periods }) => periods.map(({ users }) => users));
  expect(usersOf(false)).toEqual([[1, 0, 2], [0, 0], [0]]);
  expect(usersOf(true)).toEqual([[3, 2, 2], [0, 0], [0]]);
  expect(cohortsOf(rows, buckets, true, 9)[0]).toMatchObject({
    cohort_size: 4,
    periods: [{ rate: 0.75 }, {}, {}],
  });
});

test('groups of the prior period alone come last', () => {
  const now = [
    { group: 'b', activeUsers: 2 },
    { group: null, activeUsers: 1 },
  ];
  const then = [
    { group: 'c', activeUsers: 9 },
    { group: 'b', activeUsers: 3 },
  ];
  expect(groupsOf('origin', now, then)).toEqual([
    { origin: 'b', active_users: 2, compare_active_users: 3 },
    { origin: null, active_users: 1, compare_active_users: 0 },
    { origin: 'c', active_users: 0, compare_active_users: 9 },
  ]);
  expect(groupsOf('origin', now, null).map((group) => group.compare_active_users)).toEqual([null, null]);
});

test('data are complete until now, and never beyond what was asked', () => {
  expect(dataThrough(new Date(5_999), [3, 9])).toBe(5);
  expect(dataThrough(new Date(50_000), [3, 9])).toBe(9);
});
