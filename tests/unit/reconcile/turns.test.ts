import { inTurns } from '../../../services/ingest/audit/auditor';

test('the newest of every aggregate come before the older ones of any', () => {
  expect(inTurns([['a1', 'a2', 'a3'], [], ['b1'], ['c1', 'c2']])).toEqual([
    'a1',
    'b1',
    'c1',
    'a2',
    'c2',
    'a3',
  ]);
  expect(inTurns([])).toEqual([]);
});
