import { csvText } from '../../../services/dashboard/page/charts/csv';
import { heatOf } from '../../../services/dashboard/page/charts/grid-data';
import { rate, seconds, shortBytes } from '../../../services/dashboard/page/charts/figures';
import {
  ratePerSecond,
  readMetrics,
  sumOf,
  valuesBy,
} from '../../../services/dashboard/page/state/metrics-text';

const TEXT = `# HELP headcount_x Text with "quotes" {and} braces.
# TYPE headcount_x counter
headcount_x{type="session",code="a\\"b\\\\c\\nd"} 3
headcount_x{type="search"} 1.5e3
headcount_y 0.25
headcount_z{le="+Inf"} +Inf 1700000000
nodejs_lag 7
headcount_broken
`;

test('samples are read with their labels, and nothing else is', () => {
  expect(readMetrics(TEXT, 'headcount_')).toEqual([
    { name: 'headcount_x', labels: { type: 'session', code: 'a"b\\c\nd' }, value: 3 },
    { name: 'headcount_x', labels: { type: 'search' }, value: 1500 },
    { name: 'headcount_y', labels: {}, value: 0.25 },
    { name: 'headcount_z', labels: { le: '+Inf' }, value: Infinity },
  ]);
});

test('samples of one metric are added up, or told apart by a label', () => {
  const scrape = { atMs: 0, samples: readMetrics(TEXT, 'headcount_') };
  expect(sumOf(scrape, 'headcount_x')).toBe(1503);
  expect(sumOf(scrape, 'headcount_x', { type: 'search' })).toBe(1500);
  expect(sumOf(scrape, 'headcount_none')).toBeUndefined();
  expect(valuesBy(scrape, 'headcount_x', 'type')).toEqual([
    ['session', 3],
    ['search', 1500],
  ]);
});

test('a rate is that between two scrapes, and a counter that began again counts from nothing', () => {
  const at = (atMs: number, value?: number): Parameters<typeof ratePerSecond>[0] => ({
    atMs,
    samples: value === undefined ? [] : [{ name: 'c', labels: {}, value }],
  });
  expect(ratePerSecond(at(0, 10), at(4000, 30), 'c')).toBe(5);
  expect(ratePerSecond(at(0, 10), at(4000, 8), 'c')).toBe(2);
  expect(ratePerSecond(at(0), at(4000, 8), 'c')).toBe(2);
  expect(ratePerSecond(at(0, 1), at(4000), 'c')).toBeNull();
  expect(ratePerSecond(at(0, 1), at(0, 2), 'c')).toBeNull();
});

test('a CSV file holds texts as they are, and no formulas', () => {
  expect(
    csvText([
      ['a', 'b,c'],
      ['say "x"', '=1+1'],
      ['-', '–'],
    ]),
  ).toBe('a,"b,c"\r\n"say ""x""",\'=1+1\r\n\'-,–\r\n');
});

test('nothing is cold, anything is at least warm, and the most is hottest', () => {
  expect([0, 1, 50, 99, 100].map((value) => heatOf(value, 100))).toEqual([0, 1, 4, 7, 7]);
  expect(heatOf(0, 0)).toBe(0);
});

test('seconds, bytes and rates are written in the unit that fits', () => {
  expect([0, 0.0004, 0.25, 1.25, 61, null].map(seconds)).toEqual([
    '0 s',
    '1 ms',
    '250 ms',
    '1.3 s',
    '1 m',
    '–',
  ]);
  expect([0, 999, 1000, 2_102_747, 72e9].map(shortBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '2.1 MB',
    '72.0 GB',
  ]);
  expect([0, 0.04, 1234.5].map(rate)).toEqual(['0', '0.0', '1,234.5']);
});
