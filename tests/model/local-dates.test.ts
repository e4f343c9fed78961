import { localDate, localStretches } from './local-dates';
import { shareOut } from './used-dates';

const HOUR_MS = 3_600_000;
const at = (text: string): number => Date.parse(text);

test('an interval over midnight is cut at the local one', () => {
  const stretches = localStretches(at('2026-02-01T17:30:00Z'), at('2026-02-01T19:30:00Z'), 'Asia/Kolkata');
  expect(stretches).toEqual([
    { date: '2026-02-01', elapsedMs: HOUR_MS },
    { date: '2026-02-02', elapsedMs: HOUR_MS },
  ]);
});

test.each([
  ['23 hours', 'America/New_York', '2026-03-08', 23],
  ['25 hours', 'America/New_York', '2026-11-01', 25],
  ['23.5 hours', 'Australia/Lord_Howe', '2026-10-04', 23.5],
  ['24.5 hours', 'Australia/Lord_Howe', '2026-04-05', 24.5],
])('a day of %s is as long as it is', (_name, timezone, date, hours) => {
  const noon = at(`${date}T12:00:00Z`);
  const elapsed = localStretches(noon - 48 * HOUR_MS, noon + 48 * HOUR_MS, timezone);
  expect(elapsed.find((stretch) => stretch.date === date)?.elapsedMs).toBe(hours * HOUR_MS);
});

test('a date that a zone skipped is touched by nothing', () => {
  const elapsed = localStretches(at('2011-12-29T00:00:00Z'), at('2012-01-01T00:00:00Z'), 'Pacific/Apia');
  expect(elapsed.map(({ date }) => date)).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
});

test('a clock set back over midnight gives its date two stretches, added up', () => {
  const elapsed = localStretches(at('2006-10-29T02:00:00Z'), at('2006-10-29T04:00:00Z'), 'America/St_Johns');
  expect(elapsed).toEqual([
    { date: '2006-10-28', elapsedMs: 89 * 60_000 },
    { date: '2006-10-29', elapsedMs: 31 * 60_000 },
  ]);
});

test('an interval of no length touches the date on which it starts', () => {
  const instant = at('2026-02-01T18:30:00Z');
  expect(localDate(instant, 'Asia/Kolkata')).toBe('2026-02-02');
  expect(localStretches(instant, instant, 'Asia/Kolkata')).toEqual([{ date: '2026-02-02', elapsedMs: 0 }]);
});

test('shares are rounded down and the rest goes one each to the earliest', () => {
  expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(shareOut(11, [1, 1, 1])).toEqual([4, 4, 3]);
  expect(shareOut(0, [5, 5])).toEqual([0, 0]);
  expect(shareOut(1, [1, 999])).toEqual([1, 0]);
});
