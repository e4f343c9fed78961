import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import { loadQuestions, questionFaults } from '../../clickhouse/questions';
import { removeDirectory, temporaryDirectory } from './embedded';
import { sampleParams } from './samples';

const root = temporaryDirectory();
afterAll(() => {
  removeDirectory(root);
});

const GOOD = `-- Which?\nSELECT a FROM headcount.t WHERE tenant = {tenant:String} AND b = ';' -- ; FORMAT`;

test('every question of the product keeps the rules and runs on the migrated schema', async () => {
  const store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await migrate(store);
  for (const [name, sql] of loadQuestions('headcount')) {
    expect({ name, rows: await store.query(name, sampleParams(sql)) }).toMatchObject({ name });
  }
  await store.close();
});

test.each([
  ['two statements', `${GOOD}\n; SELECT 1`, 'must be one statement without ;'],
  [
    'a semicolon at the end',
    `SELECT a FROM headcount.t WHERE tenant = {tenant:String};`,
    'must be one statement without ;',
  ],
  ['no tenant', 'SELECT a FROM headcount.t', 'must bind {tenant:String}'],
  ['a tenant in a comment', 'SELECT a FROM headcount.t -- {tenant:String}', 'must bind {tenant:String}'],
  [
    'a tenant of another type',
    'SELECT a FROM headcount.t WHERE tenant = {tenant:UInt8}',
    'must bind {tenant:String}',
  ],
  [
    'a tenant in one table of two',
    `${GOOD.split(' -- ')[0] ?? ''}\nUNION ALL SELECT a FROM headcount.u`,
    'must bind tenant = {tenant:String} in every table read',
  ],
  ['settings', `${GOOD}\nSETTINGS max_threads = 1`, 'must not contain SETTINGS'],
  ['a format', `${GOOD}\nFORMAT CSV`, 'must not contain FORMAT'],
  ['a bare table', `SELECT {tenant:String} FROM t`, 'table t must be written headcount.t'],
  [
    'a table of another database',
    `SELECT {tenant:String} FROM other.t`,
    'table other.t must be written headcount.other.t',
  ],
  [
    'a bare joined table',
    GOOD.replace('WHERE', 'JOIN u USING a WHERE'),
    'table u must be written headcount.u',
  ],
  ['a table function', `SELECT {tenant:String} FROM url('x')`, 'table url must be written headcount.url'],
])('a question with %s is refused', (_, sql, fault) => {
  expect(questionFaults('devin/x', sql)).toContain(fault);
});

test.each([
  GOOD,
  `WITH u AS (SELECT a FROM headcount.t WHERE tenant = {tenant:String}) SELECT * FROM u JOIN u AS v USING a`,
  `SELECT x FROM (SELECT {tenant:String} AS t, [1] AS xs) ARRAY JOIN xs AS x LEFT ARRAY JOIN [1] AS y`,
  `SELECT {tenant:String}, number FROM numbers(10)`,
])('a good question is taken: %s', (sql) => {
  expect(questionFaults('devin/x', sql)).toEqual([]);
});

test('a question about the store as a whole needs no tenant', () => {
  expect(questionFaults('health/x', 'SELECT 1')).toEqual([]);
  expect(questionFaults('operator/x', 'SELECT 1')).toEqual([]);
});

test('loading names every fault at once', () => {
  const directory = join(root, 'queries');
  mkdirSync(join(directory, 'a', 'b'), { recursive: true });
  writeFileSync(join(directory, 'a', 'one.sql'), 'SELECT 1');
  writeFileSync(join(directory, 'a', 'b', 'two.sql'), 'SELECT {tenant:String} FROM t');
  expect(() => loadQuestions('headcount', directory)).toThrow(/a\/b\/two: table t .*\na\/one: must bind/);
});

test('questions are named by their path and read the configured database', () => {
  const directory = join(root, 'named');
  mkdirSync(join(directory, 'devin'), { recursive: true });
  writeFileSync(join(directory, 'devin', 'dau.sql'), GOOD);
  const questions = loadQuestions('stats', directory);
  expect([...questions]).toEqual([['devin/dau', GOOD.replace('headcount.t', 'stats.t')]]);
});

test('asking for what is no question is an error', async () => {
  const store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await expect(store.query('devin/nothing', {})).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'invalid',
  });
  await store.close();
});
