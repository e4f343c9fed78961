import fc from 'fast-check';
import { parseDate, parseInstant } from '../../../../services/ingest/time/rfc3339';

const MAX_MS = Date.UTC(9999, 11, 30);

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['1970-01-01t00:00:00.000z', 0],
  ['2026-03-01T12:34:56Z', Date.UTC(2026, 2, 1, 12, 34, 56)],
  ['2026-03-01T12:34:56.7Z', Date.UTC(2026, 2, 1, 12, 34, 56, 700)],
  ['2026-03-01T12:34:56.78Z', Date.UTC(2026, 2, 1, 12, 34, 56, 780)],
  ['2026-03-01T12:34:56.7899999999999999999999Z', Date.UTC(2026, 2, 1, 12, 34, 56, 789)],
  [`2026-03-01T12:34:56.${'9'.repeat(100_000)}Z`, Date.UTC(2026, 2, 1, 12, 34, 56, 999)],
  ['2024-02-29T00:00:00+05:45', Date.UTC(2024, 1, 28, 18, 15)],
  ['2000-02-29T00:00:00-23:59', Date.UTC(2000, 1, 29, 23, 59)],
  ['1969-12-31T23:30:00-00:30', 0],
  ['1970-01-01T00:00:00-00:00', 0],
  ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
])('%.60s is an instant', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

test.each([
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
  ['2016-12-31T23:59:60.5Z', Date.UTC(2017, 0, 1, 0, 0, 0, 500)],
  ['2017-01-01T05:29:60+05:30', Date.UTC(2017, 0, 1)],
  ['2016-12-31T18:59:60-05:00', Date.UTC(2017, 0, 1)],
  ['1969-12-31T23:59:60Z', 0],
])('the leap second %s is the second after it', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

test.each([
  '',
  ' ',
  '2026-03-01',
  '2026-03-01T12:34Z',
  '2026-03-01T12:34:56',
  '2026-03-01 12:34:56Z',
  '2026-03-01T12:34:56 Z',
  ' 2026-03-01T12:34:56Z',
  '2026-03-01T12:34:56Z ',
  '2026-03-01T12:34:56Z\n',
  '2026-03-01T12:34:56.Z',
  '2026-03-01T12:34:56,5Z',
  '2026-03-01T12:34:56.5',
  '2026-03-01T12:34:56.5x',
  '2026-03-01T24:00:00Z',
  '2026-03-01T12:60:00Z',
  '2026-03-01T12:34:60Z',
  '2026-03-01T12:34:61Z',
  '2016-12-31T23:59:60+01:00',
  '2026-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-04-00T00:00:00Z',
  '2026-03-01T12:34:56+24:00',
  '2026-03-01T12:34:56+23:60',
  '2026-03-01T12:34:56+0530',
  '2026-03-01T12:34:56+05',
  '2026-03-01T12:34:56+05:3',
  '2026-03-01T12:34:56+05:300',
  '2026-03-01T12:34:56\u221205:30',
  '2026-03-01T12:34:56Z+01:00',
  '+02026-03-01T12:34:56Z',
  '-2026-03-01T12:34:56Z',
  '20260301T123456Z',
  '2026-3-1T12:34:56Z',
  '2026-060T12:34:56Z',
  '\u0662026-03-01T12:34:56Z',
  '\uff12\uff10\uff12\uff16-03-01T12:34:56Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00+00:01',
  '0000-01-01T00:00:00Z',
  '1772368496000',
])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test('every instant that JavaScript writes is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_MS }), (ms) => {
      expect(parseInstant(new Date(ms).toISOString())).toBe(ms);
    }),
    { numRuns: 5_000 },
  );
});

test('the same instant reads the same with every offset', () => {
  const offset = fc.integer({ min: -(24 * 60 - 1), max: 24 * 60 - 1 });
  fc.assert(
    fc.property(fc.integer({ min: 86_400_000, max: MAX_MS }), offset, (ms, offsetMinutes) => {
      const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, -1);
      const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
      const sign = offsetMinutes < 0 ? '-' : '+';
      const text = `${local}${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
      expect(parseInstant(text)).toBe(ms);
    }),
    { numRuns: 5_000 },
  );
});

test('one wrong character anywhere makes no instant of another day or time', () => {
  const text = '2026-03-01T12:34:56.789+05:30';
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, other) => {
      fc.pre(!/[0-9+-]/.test(other) && other.toLowerCase() !== text[at]?.toLowerCase());
      expect(parseInstant(text.slice(0, at) + other + text.slice(at + 1))).toBeUndefined();
    }),
  );
});

test.each([
  ['1970-01-01', 0],
  ['1970-01-02', 1],
  ['2024-02-29', 19_782],
  ['9999-12-31', 2_932_896],
])('%s is a date', (text, day) => {
  expect(parseDate(text)).toBe(day);
});

test.each([
  ...['', '1969-12-31', '0000-01-01', '2026-02-29', '2026-02-30', '2026-13-01', '2026-2-1', '20260201'],
  ...['2026-02-01T00:00:00Z', '2026-02-01 ', ' 2026-02-01', '2026/02/01', '2026-02-1x', '+2026-02-1'],
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeUndefined();
});
