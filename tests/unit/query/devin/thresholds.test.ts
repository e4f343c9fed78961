import { formFor } from '../../../../services/query/devin/thresholds';

function form(minSessions: bigint, minSearches: bigint): ReturnType<typeof formFor> {
  return formFor('devin/dau', { minSessions, minSearches });
}

test.each([
  [1n, 1n],
  [0n, 1n],
  [0n, 99n],
  [99n, 0n],
  [0n, 0n],
])('with thresholds %s and %s everybody who is there counts', (minSessions, minSearches) => {
  expect(form(minSessions, minSearches)).toEqual(['devin/dau', {}]);
});

test.each([
  [1n, 2n],
  [2n, 1n],
  [2n, 2n],
])('thresholds %s and %s are counted', (minSessions, minSearches) => {
  const params = { min_sessions: minSessions, min_searches: minSearches };
  expect(form(minSessions, minSearches)).toEqual(['devin/dau-thresholds', params]);
});

test('a threshold beyond what the engine can count is out of reach all the same', () => {
  expect(form(10n ** 30n, 1n)[1]).toEqual({ min_sessions: 2n ** 64n - 1n, min_searches: 1n });
});
