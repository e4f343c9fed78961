import fc from 'fast-check';
import {
  dayOfSecond,
  firstDayOfMonth,
  firstDayOfWeek,
  monthOfDay,
  weekOfDay,
} from '../../../../services/query/dates/civil';

/** Everything that JavaScript's own calendar can say. */
const KNOWN_DAYS = fc.integer({ min: -100_000_000, max: 100_000_000 });
const ANY_DAYS = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const ERA = 146_097n;

function date(day: number): Date {
  return new Date(day * 86_400_000);
}

test('a month and its first day agree with JavaScript on every day that it knows', () => {
  fc.assert(
    fc.property(KNOWN_DAYS, (day) => {
      const [year, month] = [date(day).getUTCFullYear(), date(day).getUTCMonth()];
      expect(monthOfDay(BigInt(day))).toBe(BigInt(year * 12 + month));
      const first = date(Number(firstDayOfMonth(monthOfDay(BigInt(day)))));
      if (day < -99_999_900) return;
      expect([first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()]).toEqual([year, month, 1]);
    }),
    { numRuns: 2_000 },
  );
});

test('a week begins on the Monday on or before the day', () => {
  fc.assert(
    fc.property(KNOWN_DAYS, (day) => {
      const monday = Number(firstDayOfWeek(weekOfDay(BigInt(day))));
      expect(day - monday).toBeGreaterThanOrEqual(0);
      expect(day - monday).toBeLessThan(7);
      if (monday >= -100_000_000) expect(date(monday).getUTCDay()).toBe(1);
    }),
  );
});

test('the calendar repeats itself every 400 years, however far away', () => {
  fc.assert(
    fc.property(ANY_DAYS, (day) => {
      const era = day / ERA;
      const near = day - era * ERA;
      expect(monthOfDay(day)).toBe(monthOfDay(near) + era * 4_800n);
      expect(firstDayOfMonth(monthOfDay(day))).toBe(firstDayOfMonth(monthOfDay(near)) + era * ERA);
    }),
  );
});

test('a day of any instant holds that instant', () => {
  fc.assert(
    fc.property(ANY_DAYS, (second) => {
      const day = dayOfSecond(second);
      expect(day * 86_400n <= second && second < (day + 1n) * 86_400n).toBe(true);
    }),
  );
});
