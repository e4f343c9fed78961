import { dayOfIsoDate, isoDate } from '../../../../services/query/dates/storable-days';
import {
  type DayCount,
  type Period,
  periodFigures,
  periodOf,
} from '../../../../services/query/engagement/period';

/** The conformance fixture of the original's dashboard: counts of a day in January 2024. */
const FIXTURE: readonly DayCount[] = Object.entries({
  2: 1,
  3: 1,
  4: 1,
  5: 1,
  6: 1,
  7: 1,
  8: 1,
  9: 1,
  10: 7,
  12: 4,
  15: 3,
  16: 2,
}).map(([day, count]) => ({ day: january(Number(day)), count }));

function january(day: number): number {
  return dayOfIsoDate(`2024-01-${String(day).padStart(2, '0')}`);
}

function period(start: string, end: string): Period {
  const result = periodOf(Date.parse(start), Date.parse(end));
  if (!result) throw new Error('start is after end');
  return result;
}

function dates({ firstDay, lastDay, previousFirstDay, previousLastDay, rowLimit }: Period): unknown[] {
  return [rowLimit, ...[firstDay, lastDay, previousFirstDay, previousLastDay].map(isoDate)];
}

function figures(start: string, end: string): unknown {
  const { days, ...rest } = periodFigures(period(start, end), FIXTURE);
  return { days: days.map(({ day, count }) => [Number(isoDate(day).slice(8)), count]), ...rest };
}

const END = '2024-01-16T23:59:59.999Z';

test('seven days: the previous window has eight, of which the newest seven rows count', () => {
  const asked = period('2024-01-10T00:00:00.000Z', END);
  expect(dates(asked)).toEqual([7, '2024-01-10', '2024-01-16', '2024-01-02', '2024-01-09']);
  expect(figures('2024-01-10T00:00:00.000Z', END)).toEqual({
    days: [
      [16, 2],
      [15, 3],
      [12, 4],
      [10, 7],
    ],
    period: { count: 16, variation: 9 },
    yesterday: { count: 3, variation: -1 },
  });
});

test('eight days: the previous window reaches over new year', () => {
  expect(dates(period('2024-01-09T00:00:00.000Z', END))).toEqual([
    8,
    ...['2024-01-09', '2024-01-16', '2023-12-31', '2024-01-08'],
  ]);
  expect(figures('2024-01-09T00:00:00.000Z', END)).toMatchObject({ period: { count: 17, variation: 10 } });
});

test('a time of day shortens N and leaves the days whole', () => {
  const [start, end] = ['2024-01-10T20:00:00.000Z', '2024-01-16T04:00:00.000Z'];
  expect(dates(period(start, end))).toEqual([6, '2024-01-10', '2024-01-16', '2024-01-03', '2024-01-09']);
  expect(figures(start, end)).toEqual({
    days: [
      [16, 2],
      [15, 3],
      [12, 4],
      [10, 7],
    ],
    period: { count: 16, variation: 10 },
    yesterday: { count: 3, variation: -1 },
  });
});

test('one day: yesterday is outside of the period and counts nothing', () => {
  expect(figures('2024-01-16T00:00:00.000Z', END)).toEqual({
    days: [[16, 2]],
    period: { count: 2, variation: -1 },
    yesterday: { count: 0, variation: 2 },
  });
});

test('a current window of N + 1 full days loses its oldest', () => {
  const asked = period('2024-01-05T20:00:00.000Z', '2024-01-08T04:00:00.000Z');
  expect(asked.rowLimit).toBe(3);
  expect(periodFigures(asked, FIXTURE).days.map(({ day }) => day)).toEqual([8, 7, 6].map(january));
});

test('start after end, by however little, is no period', () => {
  expect(periodOf(1, 0)).toBeNull();
  expect(periodOf(0, 0)).toMatchObject({ rowLimit: 1, firstDay: 0, lastDay: 0 });
});

test('days before 1970 are cut downwards, not towards zero', () => {
  expect(periodOf(-1, 0)).toMatchObject({ rowLimit: 1, firstDay: -1, lastDay: 0, previousFirstDay: -3 });
});

test('the longest possible range keeps its arithmetic', () => {
  const longest = periodOf(-8.64e15, 8.64e15);
  expect(longest).toEqual({
    firstDay: -100_000_000,
    lastDay: 100_000_000,
    previousFirstDay: -300_000_002,
    previousLastDay: -100_000_001,
    rowLimit: 200_000_001,
  });
});
