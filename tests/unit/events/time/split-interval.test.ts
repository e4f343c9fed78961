import fc from 'fast-check';
import { dateText } from '../../../../services/ingest/time/calendar';
import { splitInterval } from '../../../../services/ingest/time/split-interval';
import { elapsedByDate, sharesByDate } from './slow-local-dates';

const [SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS] = [1_000, 60_000, 3_600_000, 86_400_000];

/** Zones with the instants around which their clocks or calendars do something odd. */
const ODD_INSTANTS: readonly (readonly [timezone: string, instant: string])[] = [
  ['Asia/Kolkata', '2026-03-01T18:30:00Z'],
  ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
  ['Asia/Kathmandu', '2026-03-01T18:15:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Chatham', '2026-04-04T14:00:00Z'],
  ['Pacific/Chatham', '2026-09-26T14:00:00Z'],
  ['America/Havana', '2026-03-08T05:00:00Z'],
  ['America/Havana', '2026-11-01T05:00:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00:00Z'],
  ['Europe/London', '2026-03-29T01:00:00Z'],
  ['Europe/London', '2026-10-25T01:00:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/St_Johns', '2006-10-29T02:31:00Z'],
  ['America/St_Johns', '2007-03-11T03:31:00Z'],
  ['Pacific/Kwajalein', '1993-08-21T12:00:00Z'],
  ['Pacific/Kiritimati', '1994-12-31T10:40:00Z'],
  ['America/Los_Angeles', '1970-01-01T08:00:00Z'],
  ['UTC', '2026-03-01T00:00:00Z'],
];

/** Around an odd instant, or anywhere in fifty years. */
const anyPlace = fc
  .tuple(fc.constantFrom(...ODD_INSTANTS), fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([[timezone, instant], isOdd, fraction]) => ({
    timezone,
    startMs: isOdd
      ? Date.parse(instant) - Math.floor(fraction * 26 * HOUR_MS)
      : Math.floor(fraction * 50 * 365 * DAY_MS),
  }))
  .map(({ timezone, startMs }) => ({ timezone, startMs: Math.max(0, startMs) }));
const anyInterval = fc
  .record({
    place: anyPlace,
    lengthMs: fc.oneof(fc.integer({ min: 0, max: DAY_MS }), fc.constantFrom(0, 1, HOUR_MS, DAY_MS)),
    active: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)),
    sessionCount: fc.nat({ max: 1_000_000 }),
  })
  .map(({ place, lengthMs, active, sessionCount }) => ({
    ...place,
    endMs: place.startMs + lengthMs,
    activeMs: Math.floor(active * lengthMs),
    sessionCount,
  }));

function split(
  startMs: number,
  endMs: number,
  timezone: string,
  activeMs = endMs - startMs,
): Record<string, number> {
  const interval = { startedAtMs: startMs, endedAtMs: endMs, activeMs, sessionCount: 1 };
  return Object.fromEntries(
    splitInterval(interval, timezone).map((share) => [dateText(share.localDay), share.activeMs]),
  );
}

test('any interval falls on the dates, with the milliseconds, that a clock read every minute says', () => {
  fc.assert(
    fc.property(anyInterval, ({ timezone, startMs, endMs, activeMs, sessionCount }) => {
      const shares = splitInterval(
        { startedAtMs: startMs, endedAtMs: endMs, activeMs, sessionCount },
        timezone,
      );
      const expected = sharesByDate(elapsedByDate(startMs, endMs, timezone, MINUTE_MS), activeMs);
      expect(shares.map((share) => [dateText(share.localDay), share.activeMs])).toEqual([...expected]);
    }),
    { numRuns: 1_500 },
  );
});

test('the dates share all active milliseconds, and the sessions count on the date of the start', () => {
  fc.assert(
    fc.property(anyInterval, ({ timezone, startMs, endMs, activeMs, sessionCount }) => {
      const shares = splitInterval(
        { startedAtMs: startMs, endedAtMs: endMs, activeMs, sessionCount },
        timezone,
      );
      expect(shares.reduce((sum, share) => sum + share.activeMs, 0)).toBe(activeMs);
      const [startDate] = elapsedByDate(startMs, startMs, timezone, MINUTE_MS).keys();
      const counted = shares.filter((share) => share.sessionCount > 0);
      expect(counted.map((share) => [dateText(share.localDay), share.sessionCount])).toEqual(
        sessionCount > 0 ? [[startDate, sessionCount]] : [],
      );
    }),
    { numRuns: 1_500 },
  );
});

test('offsets with seconds count too', () => {
  const startMs = Date.parse('1972-01-06T00:00:00Z');
  for (const endMs of [startMs + 2_670_000, startMs + 2_669_999, startMs + DAY_MS]) {
    const expected = elapsedByDate(startMs, endMs, 'Africa/Monrovia', SECOND_MS);
    expect(split(startMs, endMs, 'Africa/Monrovia')).toEqual(Object.fromEntries(expected));
  }
});

test('an interval that ends at midnight does not touch the next date', () => {
  const midnight = Date.parse('2026-03-01T18:30:00Z');
  expect(split(midnight - HOUR_MS, midnight, 'Asia/Kolkata')).toEqual({ '2026-03-01': HOUR_MS });
  expect(split(midnight - 1, midnight + 1, 'Asia/Kolkata')).toEqual({ '2026-03-01': 1, '2026-03-02': 1 });
});

test('an interval of no length touches the date on which it lies', () => {
  const midnight = Date.parse('2026-03-01T18:30:00Z');
  expect(split(midnight, midnight, 'Asia/Kolkata')).toEqual({ '2026-03-02': 0 });
});

test('what rounding leaves over goes one each to the earliest dates', () => {
  const start = Date.parse('2026-03-07T23:30:00-05:00');
  expect(split(start, start + DAY_MS, 'America/New_York', 5)).toEqual({
    '2026-03-07': 1,
    '2026-03-08': 4,
    '2026-03-09': 0,
  });
});

test('a day of 23 hours lets 24 hours touch three dates', () => {
  const start = Date.parse('2026-03-07T23:30:00-05:00');
  expect(split(start, start + DAY_MS, 'America/New_York')).toEqual({
    '2026-03-07': HOUR_MS / 2,
    '2026-03-08': 23 * HOUR_MS,
    '2026-03-09': HOUR_MS / 2,
  });
});

test('a day of 25 hours holds more than 24', () => {
  const start = Date.parse('2026-11-01T00:00:00-04:00');
  expect(split(start, start + DAY_MS, 'America/New_York')).toEqual({ '2026-11-01': DAY_MS });
});

test('a date that the calendar leaves out gets nothing', () => {
  const start = Date.parse('2011-12-30T09:00:00Z');
  expect(split(start, start + 2 * HOUR_MS, 'Pacific/Apia')).toEqual({
    '2011-12-29': HOUR_MS,
    '2011-12-31': HOUR_MS,
  });
});

test('a clock turned back across midnight interrupts a date without doubling it', () => {
  const start = Date.parse('2006-10-28T23:00:00-02:30');
  expect(split(start, start + 4 * HOUR_MS, 'America/St_Johns')).toEqual({
    '2006-10-28': HOUR_MS + 59 * MINUTE_MS,
    '2006-10-29': 2 * HOUR_MS + MINUTE_MS,
  });
});

test('an interval from the first hours of 1970 can fall on a date of 1969', () => {
  expect(split(0, 10 * HOUR_MS, 'America/Los_Angeles')).toEqual({
    '1969-12-31': 8 * HOUR_MS,
    '1970-01-01': 2 * HOUR_MS,
  });
});
