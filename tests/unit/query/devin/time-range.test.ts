import { readTimeRangeOrThisMonth } from '../../../../services/query/devin/time-range';
import type { Problem } from '../../../../services/query/devin/problems';

const NOW = '2024-02-10T12:00:00.500Z';
const FEBRUARY = Date.UTC(2024, 1, 1) / 1000;
const MARCH = Date.UTC(2024, 2, 1) / 1000;

/** The bounds in Unix seconds, or the types of the problems. */
function read(query: string, now = NOW): unknown {
  const problems: Problem[] = [];
  const range = readTimeRangeOrThisMonth(new URLSearchParams(query), new Date(now), problems);
  return range ? [Number(range.timeAfter), Number(range.timeBefore)] : problems.map(({ type }) => type);
}

const NEXT_SECOND = Date.UTC(2024, 1, 10, 12, 0, 1) / 1000;

test.each<[string, string, unknown]>([
  ['neither bound: the month so far, the second that has begun included', '', [FEBRUARY, NEXT_SECOND]],
  ['time_before alone: its month', `time_before=${FEBRUARY + 5 * 86_400}`, [FEBRUARY, FEBRUARY + 5 * 86_400]],
  ['time_before at the last second of a month', `time_before=${MARCH - 1}`, [FEBRUARY, MARCH - 1]],
  ['time_before at the start of a month: nothing, and no problem', `time_before=${MARCH}`, [MARCH, MARCH]],
  ['time_before before 1970', 'time_before=-1', [-31 * 86_400, -1]],
  ['time_after alone: until now', 'time_after=7', [7, NEXT_SECOND]],
  ['both', 'time_after=7&time_before=8', [7, 8]],
  ['both the same', 'time_after=8&time_before=8', ['value_error']],
  ['time_after after now', `time_after=${NEXT_SECOND}`, ['value_error']],
  ['milliseconds for seconds', `time_after=${FEBRUARY * 1000}`, ['value_error']],
  ['neither a number', 'time_after=&time_before=x', ['int_parsing', 'int_parsing']],
])('%s', (_case, query, expected) => {
  expect(read(query)).toEqual(expected);
});

test('in the last half second of a month the month is still that one', () => {
  expect(read('', '2024-02-29T23:59:59.500Z')).toEqual([FEBRUARY, MARCH]);
});

test('at a whole second now itself is outside; at the first instant of a month nothing is inside', () => {
  expect(read('', '2024-02-10T12:00:00.000Z')).toEqual([FEBRUARY, NEXT_SECOND - 1]);
  expect(read('', '2024-03-01T00:00:00.000Z')).toEqual([MARCH, MARCH]);
});
