import fc from 'fast-check';
import {
  type BucketKind,
  bucketsOverlapping,
  endOf,
  startOf,
} from '../../../../services/query/devin/buckets';
import { bucketsIn } from '../../../model/devin/buckets';

const KINDS: readonly BucketKind[] = ['day', 'week', 'month'];
const KIND = fc.constantFrom(...KINDS);
const DAY = 86_400n;

function unixSeconds(instant: string): bigint {
  return BigInt(Date.parse(instant) / 1000);
}

function starts(kind: BucketKind, after: string, before: string): string[] {
  const range = { timeAfter: unixSeconds(after), timeBefore: unixSeconds(before) };
  return bucketsOverlapping(kind, range).map((bucket) =>
    new Date(Number(startOf(bucket)) * 1000).toISOString().slice(0, 10),
  );
}

test('the buckets are those of a model that steps through JavaScript dates', () => {
  const range = fc.tuple(
    fc.integer({ min: -4_000_000_000, max: 8_000_000_000 }),
    fc.integer({ min: 1, max: 400 * 86_400 }),
  );
  fc.assert(
    fc.property(KIND, range, (kind, [after, length]) => {
      const range = { timeAfter: BigInt(after), timeBefore: BigInt(after + length) };
      const buckets = bucketsOverlapping(kind, range).map((bucket) => [startOf(bucket), endOf(bucket)]);
      const model = bucketsIn(after * 1000, (after + length) * 1000, kind);
      expect(buckets).toEqual(
        model.map(({ startMs, endMs }) => [BigInt(startMs / 1000), BigInt(endMs / 1000 - 1)]),
      );
    }),
  );
});

test('however far away, buckets are whole days, follow each other without gap and just cover the range', () => {
  const after = fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n });
  const length = fc.bigInt({ min: 1n, max: 3_700n * DAY });
  fc.assert(
    fc.property(KIND, after, length, (kind, timeAfter, seconds) => {
      const timeBefore = timeAfter + seconds;
      const buckets = bucketsOverlapping(kind, { timeAfter, timeBefore });
      const [first, last] = [buckets[0], buckets.at(-1)];
      if (!first || !last) throw new Error('a range overlaps at least one bucket');
      expect(startOf(first) <= timeAfter && timeAfter <= endOf(first)).toBe(true);
      expect(startOf(last) < timeBefore && timeBefore <= endOf(last) + 1n).toBe(true);
      buckets.slice(1).forEach((bucket, index) => {
        expect(bucket.firstDay - 1n).toBe(buckets[index]?.lastDay);
      });
    }),
    { numRuns: 60 },
  );
});

test('a range of one second lies in one bucket', () => {
  for (const kind of KINDS)
    expect(starts(kind, '2024-02-29T23:59:59Z', '2024-03-01T00:00:00Z')).toHaveLength(1);
});

test('a bucket that the range only touches with its excluded end is not listed', () => {
  expect(starts('day', '2024-01-01T00:00:00Z', '2024-01-03T00:00:00Z')).toEqual(['2024-01-01', '2024-01-02']);
  expect(starts('day', '2024-01-01T00:00:00Z', '2024-01-03T00:00:01Z')).toHaveLength(3);
});

test('weeks begin on Monday, also over new year and before 1970', () => {
  expect(starts('week', '2024-12-31T12:00:00Z', '2025-01-06T00:00:01Z')).toEqual([
    '2024-12-30',
    '2025-01-06',
  ]);
  expect(starts('week', '1970-01-01T00:00:00Z', '1970-01-05T00:00:01Z')).toEqual([
    '1969-12-29',
    '1970-01-05',
  ]);
});

test('months know leap years', () => {
  const [february] = bucketsOverlapping('month', {
    timeAfter: unixSeconds('2024-02-10T00:00:00Z'),
    timeBefore: unixSeconds('2024-02-11T00:00:00Z'),
  });
  expect(february && endOf(february)).toBe(unixSeconds('2024-02-29T23:59:59Z'));
});
