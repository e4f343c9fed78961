import { acuNumber, acuSum, averageAcus } from '../../../../services/query/devin/acus';

const sumOf = (acus_sum: string, huge_acus: number[] = []): bigint => acuSum({ acus_sum, huge_acus });

test.each<[string, number[], number]>([
  ['0', [], 0],
  ['0.3', [], 0.3],
  ['853.85', [], 853.85],
  ['0.000000000000000000000000000001', [], 1e-30],
  ['99999999999900000.3', [], 99999999999900000],
  ['1.5', [1e30], 1e30],
  ['0', [1e300, 1e300], 2e300],
  ['0', [Number.MAX_VALUE, Number.MAX_VALUE], Number.MAX_VALUE],
])('%s and %j make %d', (text, huge, expected) => {
  expect(acuNumber(sumOf(text, huge))).toBe(expected);
});

test.each<[string, number, number]>([
  ['0', 0, 0],
  ['0', 3, 0],
  ['3.25', 2, 1.63],
  ['1.005', 1, 1.01],
  ['2.01', 2, 1.01],
  ['10', 3, 3.33],
  ['20', 3, 6.67],
  ['0.00499999999999999', 1, 0],
  ['0.005', 1, 0.01],
])('%s over %d sessions is %d', (text, sessions, expected) => {
  expect(averageAcus(sumOf(text), sessions)).toBe(expected);
});
