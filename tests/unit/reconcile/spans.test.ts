import { cutDays, groupTenants, isDay } from '../../../clickhouse/reconcile/spans';

const day = (text: string, rows: number): { day: string; rows: number } => ({ day: text, rows });

test('days are cut into runs that leave no gap, the newest first and without an end', () => {
  const days = [day('2026-03-05', 4), day('2026-03-03', 5), day('2026-03-02', 6), day('2026-01-01', 1)];
  expect(cutDays(days, 10)).toEqual([{ fromDay: '2026-03-03' }, { toDay: '2026-03-02' }]);
  expect(cutDays(days, 6)).toEqual([
    { fromDay: '2026-03-05' },
    { fromDay: '2026-03-03', toDay: '2026-03-04' },
    { fromDay: '2026-03-02', toDay: '2026-03-02' },
    { toDay: '2026-03-01' },
  ]);
});

test('days that the table does not have at all are in a run all the same', () => {
  expect(cutDays([day('2026-03-05', 4)], 10)).toEqual([{}]);
});

test('small tenants go together, a large one alone', () => {
  const size = (tenant: string, rows: number): { tenant: string; rows: number } => ({ tenant, rows });
  const groups = groupTenants([size('a', 1), size('b', 2), size('c', 900_000), size('d', 0)]);
  expect(groups.map(({ tenants }) => tenants)).toEqual([['a', 'b'], ['c'], ['d']]);
});

test.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-01', false],
  ['yesterday', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
