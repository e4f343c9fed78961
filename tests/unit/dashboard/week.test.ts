import { addDays } from '../../../services/dashboard/page/state/dates';
import { meanByWeekdayAndHour, WEEKDAYS } from '../../../services/dashboard/page/state/week';

/** 2 March 2026 is a Monday. */
const TWO_WEEKS = { from: '2026-03-02', to: '2026-03-15' };

function hour(date: string, at: number, users: number): Parameters<typeof meanByWeekdayAndHour>[1][number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { users, hour: at, year, month, day };
}

test('a weekday counts all its dates in the range, also those on which nobody was there', () => {
  const means = meanByWeekdayAndHour(TWO_WEEKS, [hour('2026-03-02', 9, 4), hour('2026-03-15', 23, 3)]);
  expect(means[0]?.[9]).toBe(2);
  expect(means[6]?.[23]).toBe(1.5);
  expect(means.flat().filter((mean) => mean !== 0)).toHaveLength(2);
});

test('hours outside the range do not count, and weekdays outside it are no zeros', () => {
  const sunday = { from: '2026-03-15', to: '2026-03-15' };
  const means = meanByWeekdayAndHour(sunday, [hour('2026-03-15', 1, 7), hour('2026-03-16', 0, 9)]);
  expect(means[6]?.[1]).toBe(7);
  expect(
    means
      .slice(0, 6)
      .flat()
      .every((mean) => mean === null),
  ).toBe(true);
});

test('every weekday is at its place', () => {
  for (const [index, name] of WEEKDAYS.entries()) {
    const date = addDays('2026-03-02', index);
    const means = meanByWeekdayAndHour(TWO_WEEKS, [hour(date, 0, 2)]);
    expect([name, means.findIndex((row) => (row[0] ?? 0) > 0)]).toEqual([name, index]);
    expect(new Date(date).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })).toBe(name);
  }
});
