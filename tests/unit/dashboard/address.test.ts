import fc from 'fast-check';
import { readAddress, writeAddress } from '../../../services/dashboard/page/state/address';
import { addDays, startOfDate } from '../../../services/dashboard/page/state/dates';
import { comparedPeriod, periodOf, secondsOf } from '../../../services/dashboard/page/state/range';

const NOW = new Date('2026-03-02T20:00:00Z');

test('an address says again what it was made of', () => {
  const state = fc.record({
    view: fc.constantFrom('active-users', 'engagement', 'apps', 'retention', 'health'),
    range: fc.oneof(
      fc.record({ days: fc.integer({ min: 1, max: 366 }) }),
      fc.constant({ from: '2026-01-01', to: '2026-02-28' }),
    ),
    comparison: fc.constantFrom('previous', 'year', 'none'),
    zone: fc.constantFrom('UTC', 'Asia/Kolkata'),
    orgs: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
    minSessions: fc.integer({ min: 0, max: 1_000_000 }),
    minSearches: fc.integer({ min: 0, max: 1_000_000 }),
    own: fc.dictionary(fc.constantFrom('client', 'app', 'q'), fc.string({ minLength: 1 })),
  });
  fc.assert(
    fc.property(state, (address) => {
      expect(readAddress(writeAddress(address as never))).toEqual({ ...address, own: { ...address.own } });
    }),
  );
});

test.each([
  '',
  '#',
  '#/nowhere?range=x',
  '#/active-users?from=2026-02-30&to=2026-03-01',
  '#/active-users?from=2026-03-02&to=2026-03-01',
  '#/active-users?tz=Nowhere&compare=x&min_sessions=-1&org=',
])('an address that says nothing sensible shows the first view as it is by default: %s', (hash) => {
  expect(readAddress(hash)).toEqual({
    view: 'active-users',
    range: { days: 28 },
    comparison: 'previous',
    zone: 'UTC',
    orgs: [],
    minSessions: 1,
    minSearches: 1,
    own: {},
  });
});

test('a preset ends today, in the zone asked for', () => {
  expect(periodOf({ days: 7 }, 'UTC', NOW)).toEqual({ from: '2026-02-24', to: '2026-03-02' });
  expect(periodOf({ days: 7 }, 'Asia/Kolkata', NOW)).toEqual({ from: '2026-02-25', to: '2026-03-03' });
});

test('the days before are as many, and those of the year before fall on the same weekdays', () => {
  const period = { from: '2026-02-24', to: '2026-03-02' };
  expect(comparedPeriod(period, 'previous')).toEqual({ from: '2026-02-17', to: '2026-02-23' });
  expect(comparedPeriod(period, 'year')).toEqual({ from: '2025-02-25', to: '2025-03-03' });
  expect(comparedPeriod(period, 'none')).toBeNull();
});

test.each([
  'UTC',
  'Asia/Kolkata',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
])('a day begins where a local clock first shows it: %s', (zone) => {
  const shown = (second: number): string =>
    new Date(second * 1000).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 10);
  for (let date = '2026-01-01', day = 0; day < 366; day += 1, date = addDays(date, 1)) {
    const start = startOfDate(zone, date);
    expect([shown(start - 1), shown(start)]).toEqual([addDays(date, -1), date]);
  }
});

test('a period takes its last day whole, also the one on which clocks change', () => {
  const { after, before } = secondsOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin');
  expect(before - after).toBe(23 * 3600);
});
