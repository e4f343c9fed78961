import fc from 'fast-check';
import { localBuckets } from '../../../../services/query/metrics/local-buckets';
import { storedRange, storedSpan } from '../../../../services/query/metrics/stored-span';

const DAY = 86_400;

function dayNumber(date: string): number {
  return Date.parse(date) / 1000 / DAY;
}

test('in UTC every day is whole', () => {
  const buckets = localBuckets('day', 'UTC', { timeAfter: 5 * DAY + 7, timeBefore: 8 * DAY });
  expect(storedSpan(buckets)).toEqual({
    bucket_starts: [5 * DAY, 6 * DAY, 7 * DAY],
    first_whole_day: '1970-01-06',
    last_whole_day: '1970-01-08',
    ragged_days: [],
    time_after: 5 * DAY,
    time_before: 8 * DAY,
  });
});

test('where local midnight is another one no day is whole', () => {
  const buckets = localBuckets('day', 'Asia/Kolkata', { timeAfter: 5 * DAY, timeBefore: 6 * DAY });
  expect(storedSpan(buckets)).toMatchObject({
    first_whole_day: '1970-01-02',
    last_whole_day: '1970-01-01',
    ragged_days: ['1970-01-05', '1970-01-06', '1970-01-07'],
  });
});

test('a range is cut to what can be stored', () => {
  expect(storedRange([-30 * DAY - 5, 2 * DAY])).toMatchObject({
    time_after: 0,
    first_whole_day: '1970-01-01',
  });
  expect(storedRange([65_535 * DAY, 65_537 * DAY])).toMatchObject({
    time_before: 65_536 * DAY,
    last_whole_day: '2149-06-06',
  });
});

test('every UTC day is read once: whole if no bucket begins or ends inside it, else from the facts', () => {
  const anyCase = fc.record({
    kind: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    timezone: fc.constantFrom('UTC', 'Asia/Kolkata', 'Europe/London', 'Pacific/Chatham', 'America/New_York'),
    second: fc.integer({ min: 0, max: 60_000 * DAY }),
    length: fc.integer({ min: 1, max: 100 * DAY }),
  });
  fc.assert(
    fc.property(anyCase, ({ kind, timezone, second, length }) => {
      const buckets = localBuckets(kind, timezone, { timeAfter: second, timeBefore: second + length });
      const span = storedSpan(buckets);
      const edges = [...buckets.map(({ startSecond }) => startSecond), span.time_before];
      const [firstWhole, lastWhole] = [dayNumber(span.first_whole_day), dayNumber(span.last_whole_day)];
      for (let day = Math.floor(span.time_after / DAY); day * DAY < span.time_before; day++) {
        const isCut = edges.some((edge) => day * DAY < edge && edge < (day + 1) * DAY);
        const isRagged = span.ragged_days.some((date) => dayNumber(date) === day);
        expect(isRagged).toBe(isCut);
        if (!isRagged) expect(firstWhole <= day && day <= lastWhole).toBe(true);
      }
    }),
  );
});
