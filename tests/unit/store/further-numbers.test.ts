import { join } from 'node:path';
import { FURTHER_NUMBERS, takesFurtherNumbers, withFurtherNumbers } from '../../../clickhouse/further-numbers';
import { readMigrations } from '../../../clickhouse/migrate';
import { projectRoot } from '../../../clickhouse/project-root';
import { loadQuestions } from '../../../clickhouse/questions';
import { Writes } from '../../../clickhouse/writes';

const TWO = [{ number: 257, canonical_number: 1 }];

test('an answer is asked for again where a further number was written down meanwhile', async () => {
  const reads = [[], TWO, TWO];
  const asked: unknown[] = [];
  await withFurtherNumbers(
    () => Promise.resolve(reads.shift() ?? TWO),
    (numbers) => {
      asked.push(numbers);
      return Promise.resolve();
    },
  );
  expect(asked).toEqual([
    { further_numbers: [], canonical_numbers: [] },
    { further_numbers: [257], canonical_numbers: [1] },
  ]);
});

test('every question that reads bitmaps of user numbers, or rows by them, takes the further ones', () => {
  const reading = [...loadQuestions('headcount')].filter(
    ([name, text]) => /^(devin|engagement|metrics)\//.test(name) && /\b(users|user_number)\b/.test(text),
  );
  expect(reading.length).toBeGreaterThan(15);
  for (const [name, text] of reading)
    if (/org_day_users|client_day_users|user_number\b/.test(text))
      expect({ name, takes: takesFurtherNumbers(text) }).toEqual({ name, takes: true });
});

test('further numbers are kept until one is written, whatever else is', async () => {
  const writes = new Writes();
  const { table } = FURTHER_NUMBERS;
  const mark = writes.mark();
  const write = (to: string, tenant: string): Promise<void> =>
    writes.during({ tenants: new Set([tenant]), days: new Set([1]), table: to }, () => Promise.resolve());
  await write('sessions', 'a');
  await write(table, 'b');
  expect(writes.unchangedSince(mark, 'a', { table })).toBe(true);
  await write(table, 'a');
  expect(writes.unchangedSince(mark, 'a', { table })).toBe(false);
});

test('no view writes them', () => {
  const directory = join(projectRoot(), 'clickhouse', 'migrations');
  for (const { statements } of readMigrations(directory))
    expect(statements.join('\n')).not.toMatch(new RegExp(`TO headcount\\.${FURTHER_NUMBERS.table}\\b`));
});
