import { join } from 'node:path';
import { FURTHER_NUMBERS } from '../../../clickhouse/further-numbers';
import { readMigrations } from '../../../clickhouse/migrate';
import { projectRoot } from '../../../clickhouse/project-root';
import { loadQuestions } from '../../../clickhouse/questions';
import { tableScope, WRITTEN_DIRECTLY } from '../../../clickhouse/table-scope';
import { Writes } from '../../../clickhouse/writes';

test('an answer that depends on one table is kept until that is written, whatever else is', async () => {
  const writes = new Writes();
  const mark = writes.mark();
  const write = (table: string, tenant: string): Promise<void> =>
    writes.during({ tenants: new Set([tenant]), days: new Set([1]), table }, () => Promise.resolve());
  await write('sessions', 'a');
  await write('users', 'b');
  expect(writes.unchangedSince(mark, 'a', { table: 'users' })).toBe(true);
  await write('users', 'a');
  expect(writes.unchangedSince(mark, 'a', { table: 'users' })).toBe(false);
});

test('only questions that read one such table and no other are kept so', () => {
  const questions = loadQuestions('other');
  const scopeOf = (name: string): unknown => tableScope(questions.get(name) ?? '', 'other');
  expect(scopeOf(FURTHER_NUMBERS)).toEqual({ table: 'user_number_aliases' });
  expect(scopeOf('apps/people')).toEqual({ table: 'users' });
  expect(scopeOf('apps/named-apps')).toEqual({ table: 'apps' });
  expect(scopeOf('apps/last-seen')).toBeUndefined();
  expect(scopeOf('apps/app-of-client')).toBeUndefined();
  expect(scopeOf('devin/dau')).toBeUndefined();
});

test('no view writes these tables', () => {
  for (const { statements } of readMigrations(join(projectRoot(), 'clickhouse', 'migrations')))
    for (const table of WRITTEN_DIRECTLY)
      expect(statements.join('\n')).not.toMatch(new RegExp(`TO headcount\\.${table}\\b`));
});
