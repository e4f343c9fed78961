import fc from 'fast-check';
import { bucketDays } from '../../../../services/query/apps/buckets';
import { GRANULARITIES, type Granularity } from '../../../../services/query/apps/parameters/period';
import { dayOfIsoDate, isoDate } from '../../../../services/query/dates/storable-days';

const starts = (granularity: Granularity, first: string, last: string): string[] =>
  bucketDays(granularity, dayOfIsoDate(first), dayOfIsoDate(last)).map(isoDate);

it('start on every date, Monday, first of a month or of a quarter, the first one no earlier than the period', () => {
  expect(starts('daily', '2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
  expect(starts('weekly', '2026-02-01', '2026-02-16')).toEqual([
    ...['2026-02-01', '2026-02-02', '2026-02-09', '2026-02-16'],
  ]);
  expect(starts('monthly', '2025-11-30', '2026-02-01')).toEqual([
    ...['2025-11-30', '2025-12-01', '2026-01-01', '2026-02-01'],
  ]);
  expect(starts('quarterly', '2025-12-31', '2026-07-01')).toEqual([
    ...['2025-12-31', '2026-01-01', '2026-04-01', '2026-07-01'],
  ]);
});

it.each(GRANULARITIES)('of a single day are that day: %s', (granularity) => {
  expect(starts(granularity, '2026-02-04', '2026-02-04')).toEqual(['2026-02-04']);
});

it('ascend without a repeat, stay inside the period and nest: weeks and quarters hold whole days and months', () => {
  const days = fc.integer({ min: dayOfIsoDate('0001-01-01'), max: dayOfIsoDate('9998-01-01') });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 366 }), (first, length) => {
      const last = first + length - 1;
      const [daily, weekly, monthly, quarterly] = GRANULARITIES.map((each) => bucketDays(each, first, last));
      expect(daily).toHaveLength(length);
      for (const buckets of [weekly ?? [], monthly ?? [], quarterly ?? []]) {
        expect(buckets[0]).toBe(first);
        expect(buckets).toEqual([...new Set(buckets)].sort((a, b) => a - b));
        expect(buckets.at(-1)).toBeLessThanOrEqual(last);
      }
      expect(weekly?.slice(1).every((day) => new Date(day * 86_400_000).getUTCDay() === 1)).toBe(true);
      expect(monthly?.slice(1).every((day) => isoDate(day).endsWith('-01'))).toBe(true);
      expect(monthly).toEqual(expect.arrayContaining(quarterly ?? []));
    }),
  );
});
