import { connectionLimit, openFilesLimit } from '../../../../services/platform/lifecycle/connection-limit';

test('connections leave the engine a part of the files that the process may open', () => {
  expect(connectionLimit(1_000)).toBe(750);
  expect(connectionLimit(1_000_000)).toBe(16_384);
  expect(connectionLimit(undefined)).toBe(16_384);
  expect(connectionLimit(1)).toBe(1);
});

test('the system tells how many files that are', () => {
  expect(openFilesLimit() ?? 1).toBeGreaterThan(0);
});
