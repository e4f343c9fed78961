import { compared } from '../../../../services/query/apps/compared';

test.each([
  [2001n, 2000n, 1n],
  [1999n, 2000n, -1n],
  [9999n, 10_000n, 0n],
  [0n, 900_000n, -1000n],
  [21_600_000n, 1n, 21_599_999_000n],
  [3n, 0n, null],
  [3n, null, null],
])('%s against %s is %s tenths of a percent', (value, base, tenths) => {
  expect(compared(value, base).change).toBe(tenths);
});
