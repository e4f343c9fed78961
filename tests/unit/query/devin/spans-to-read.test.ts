import { dayOfIsoDate, isoDate } from '../../../../services/query/dates/storable-days';
import { spansOfRows } from '../../../../services/query/devin/spans-to-read';

const YEAR = { firstDay: dayOfIsoDate('2025-01-15'), lastDay: dayOfIsoDate('2025-12-20') };
const months = (rows: readonly (readonly [string, number])[]): { first_day: string; stored_rows: string }[] =>
  rows.map(([month, count]) => ({ first_day: `2025-${month}-01`, stored_rows: String(count) }));
const spans = (rows: readonly (readonly [string, number])[], maxRows: number): string[] =>
  spansOfRows(YEAR, months(rows), maxRows).map(
    ({ firstDay, lastDay }) => `${isoDate(firstDay)} ${isoDate(lastDay)}`,
  );

const CASES: readonly (readonly [string, readonly (readonly [string, number])[], readonly string[]])[] = [
  ['nothing stored is one span', [], ['2025-01-15 2025-12-20']],
  [
    'what fits is one span',
    [
      ['01', 4],
      ['05', 3],
      ['12', 3],
    ],
    ['2025-01-15 2025-12-20'],
  ],
  [
    'a span ends before the month that would be too much',
    [
      ['01', 4],
      ['05', 6],
      ['06', 1],
      ['12', 9],
    ],
    ['2025-01-15 2025-05-31', '2025-06-01 2025-12-20'],
  ],
  [
    'a month of too many rows stands alone',
    [
      ['02', 1],
      ['03', 99],
      ['04', 1],
    ],
    ['2025-01-15 2025-02-28', '2025-03-01 2025-03-31', '2025-04-01 2025-12-20'],
  ],
];

test.each(CASES)('%s', (_, rows, expected) => {
  expect(spans(rows, 10)).toEqual(expected);
});
