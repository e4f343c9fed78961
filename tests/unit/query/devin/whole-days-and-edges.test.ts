import fc from 'fast-check';
import { dayOfIsoDate } from '../../../../services/query/dates/storable-days';
import { wholeDaysAndEdges } from '../../../../services/query/devin/whole-days-and-edges';

const DAY = 86_400;

function cut(after: number | bigint, before: number | bigint): ReturnType<typeof wholeDaysAndEdges> {
  return wholeDaysAndEdges({ timeAfter: BigInt(after), timeBefore: BigInt(before) });
}

test('whole days need no facts', () => {
  expect(cut(0, 2 * DAY)).toEqual({
    wholeDays: { first: '1970-01-01', last: '1970-01-02' },
    raggedDays: [],
    timeAfter: 0,
    timeBefore: 2 * DAY,
  });
});

test('days that the range holds a part of are left to the facts', () => {
  expect(cut(DAY - 1, 2 * DAY + 1)).toMatchObject({
    wholeDays: { first: '1970-01-02', last: '1970-01-02' },
    raggedDays: ['1970-01-01', '1970-01-03'],
  });
});

test('a range within one day names that day once', () => {
  expect(cut(5, 6)).toMatchObject({ wholeDays: null, raggedDays: ['1970-01-01'] });
});

test('the last seconds that can be stored are within reach, nothing outside is', () => {
  const end = 65_536 * DAY;
  expect(cut(end - 1, 10n ** 40n)).toMatchObject({
    wholeDays: null,
    raggedDays: ['2149-06-06'],
    timeBefore: end,
  });
  expect(cut(-(10n ** 40n), 10n ** 40n)).toMatchObject({
    wholeDays: { first: '1970-01-01', last: '2149-06-06' },
    raggedDays: [],
  });
  expect(cut(-5, 0)).toBeNull();
  expect(cut(end, end + 1)).toBeNull();
});

test('each second of the range is in exactly one of whole days and ragged days, and no other is', () => {
  const second = fc.integer({ min: 0, max: 5 * DAY });
  fc.assert(
    fc.property(second, second, second, (a, b, probe) => {
      fc.pre(a !== b);
      const [after, before] = [Math.min(a, b), Math.max(a, b)];
      const parts = cut(after, before);
      if (!parts) throw new Error('the range can be stored');
      const day = Math.floor(probe / DAY);
      const inWholeDay =
        parts.wholeDays !== null &&
        dayOfIsoDate(parts.wholeDays.first) <= day &&
        day <= dayOfIsoDate(parts.wholeDays.last);
      const inEdge =
        parts.raggedDays.some((ragged) => dayOfIsoDate(ragged) === day) &&
        parts.timeAfter <= probe &&
        probe < parts.timeBefore;
      expect(Number(inWholeDay) + Number(inEdge)).toBe(after <= probe && probe < before ? 1 : 0);
    }),
    { numRuns: 1_000 },
  );
});
