import { takesFurtherNumbers, withFurtherNumbers } from '../../../clickhouse/further-numbers';
import { loadQuestions } from '../../../clickhouse/questions';

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
