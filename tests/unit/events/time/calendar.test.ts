import fc from 'fast-check';
import { dateText, dayOfInstant, instantText } from '../../../../services/ingest/time/calendar';

test('instants and dates are written as the store reads them', () => {
  expect(instantText(0)).toBe('1970-01-01 00:00:00.000');
  expect(instantText(Date.UTC(2026, 1, 3, 4, 5, 6, 7))).toBe('2026-02-03 04:05:06.007');
  expect(dateText(-1)).toBe('1969-12-31');
});

test('every instant is written as JavaScript writes it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (ms) => {
      const iso = new Date(ms).toISOString();
      expect(`${instantText(ms).replace(' ', 'T')}Z`).toBe(iso);
      expect(dateText(dayOfInstant(ms))).toBe(iso.slice(0, 10));
    }),
    { numRuns: 2_000 },
  );
});
