import { readTurn } from '../../../clickhouse/read-turn';

test('what a commit looks up has a turn beside the questions of its tenant', () => {
  expect(readTurn('devin/dau', 'acme')).toBe('acme');
  expect(readTurn('ingest/user-numbers', 'acme')).not.toBe('acme');
  expect(readTurn('directory/clients', 'acme')).not.toBe(readTurn('directory/clients', 'other'));
});
