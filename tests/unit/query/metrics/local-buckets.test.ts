import fc from 'fast-check';
import { bucketsBetween } from '../../../model/metrics/local-buckets';
import {
  endOfBuckets,
  type LocalBucket,
  localBuckets,
  localBucketsAfter,
} from '../../../../services/query/metrics/local-buckets';

const KINDS = ['day', 'week', 'month'] as const;

function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}

/** Starts, and the end of the last, as UTC instants without the fraction. */
function edges(buckets: readonly LocalBucket[]): string[] {
  const all = [...buckets.map(({ startSecond }) => startSecond), endOfBuckets(buckets)];
  return all.map((second) => new Date(second * 1000).toISOString().slice(0, 19));
}

function days(timezone: string, after: string, before: string): string[] {
  return edges(localBuckets('day', timezone, { timeAfter: seconds(after), timeBefore: seconds(before) }));
}

test('days of 23 and 25 hours begin at local midnight', () => {
  expect(days('America/New_York', '2024-03-10T12:00:00Z', '2024-03-11T12:00:00Z')).toEqual([
    '2024-03-10T05:00:00',
    '2024-03-11T04:00:00',
    '2024-03-12T04:00:00',
  ]);
  expect(days('America/New_York', '2024-11-03T12:00:00Z', '2024-11-03T12:00:01Z')).toEqual([
    '2024-11-03T04:00:00',
    '2024-11-04T05:00:00',
  ]);
});

test('a clock change of half an hour makes a day of 24 hours and a half', () => {
  expect(days('Australia/Lord_Howe', '2024-04-07T00:00:00Z', '2024-04-07T00:00:01Z')).toEqual([
    '2024-04-06T13:00:00',
    '2024-04-07T13:30:00',
  ]);
});

test('a day without midnight begins with its first instant', () => {
  expect(days('America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T12:00:01Z')).toEqual([
    '2018-11-04T03:00:00',
    '2018-11-05T02:00:00',
  ]);
});

test('a date that the zone skipped is no day, and its week has six', () => {
  expect(days('Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-30T10:00:01Z')).toEqual([
    '2011-12-29T10:00:00',
    '2011-12-30T10:00:00',
    '2011-12-31T10:00:00',
  ]);
  const week = { timeAfter: seconds('2011-12-30T00:00:00Z'), timeBefore: seconds('2011-12-30T00:00:01Z') };
  expect(edges(localBuckets('week', 'Pacific/Apia', week))).toEqual([
    '2011-12-26T10:00:00',
    '2012-01-01T10:00:00',
  ]);
});

test('what a clock shows again after midnight belongs to the day that has begun', () => {
  // At 00:01 on 4 November the clock went back to 23:01 on the 3rd.
  expect(days('America/St_Johns', '2007-11-04T03:00:00Z', '2007-11-04T03:00:01Z')).toEqual([
    '2007-11-04T02:30:00',
    '2007-11-05T03:30:00',
  ]);
});

test('offsets of odd seconds are kept', () => {
  expect(days('Africa/Monrovia', '1972-01-06T12:00:00Z', '1972-01-06T12:00:01Z')).toEqual([
    '1972-01-06T00:44:30',
    '1972-01-07T00:44:30',
  ]);
});

test('the days before are as many as asked for, also across a skipped date', () => {
  const period = { timeAfter: seconds('2012-01-10T00:00:00Z'), timeBefore: seconds('2012-01-12T00:00:00Z') };
  for (const timezone of ['Pacific/Apia', 'UTC', 'Australia/Lord_Howe']) {
    const listed = localBuckets('day', timezone, period);
    const all = localBucketsAfter(29, 'day', timezone, period);
    expect(all).toHaveLength(29 + listed.length);
    expect(all.slice(29)).toEqual(listed);
  }
});

test("buckets are the model's in any zone, without gap or overlap", () => {
  const anyCase = fc.record({
    kind: fc.constantFrom(...KINDS),
    timezone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    second: fc.integer({ min: 0, max: seconds('2037-01-01') }),
    length: fc.integer({ min: 1, max: 40 * 86_400 }),
  });
  fc.assert(
    fc.property(anyCase, ({ kind, timezone, second, length }) => {
      const period = { timeAfter: second, timeBefore: second + length };
      const expected = bucketsBetween(second * 1000, (second + length) * 1000, kind, timezone);
      expect(localBuckets(kind, timezone, period)).toEqual(
        expected.map(({ startMs, endMs }) => ({ startSecond: startMs / 1000, endSecond: endMs / 1000 })),
      );
    }),
    { numRuns: 40 },
  );
});
