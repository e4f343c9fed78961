import fc from 'fast-check';
import { bindParameters } from '../../clickhouse/sql/parameters';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';
import { hostileTexts, ONE_MEGABYTE_TEXT } from './hostile-texts';

const dataDir = temporaryDirectory();
let client: Awaited<ReturnType<typeof openClient>>;

beforeAll(async () => {
  client = await openClient(dataDir);
});
afterAll(async () => {
  await client.close();
  removeDirectory(dataDir);
});

test('a thousand hostile texts come back exactly, one by one', async () => {
  for (const text of hostileTexts(1000)) {
    const [row] = await rows<{ v: string; l: string }>(
      client,
      'SELECT {t:String} AS v, length({t:String}) AS l',
      {
        t: text,
      },
    );
    expect(row).toEqual({ v: text, l: String(Buffer.byteLength(text)) });
  }
});

test('a thousand hostile texts come back exactly as one array', async () => {
  const texts = hostileTexts(1000);
  const [row] = await rows<{ v: string[] }>(client, 'SELECT {t:Array(String)} AS v', { t: texts });
  expect(row?.v).toEqual(texts);
});

test('a text of a megabyte comes back exactly', async () => {
  const [row] = await rows<{ v: string }>(client, 'SELECT {t:String} AS v', { t: ONE_MEGABYTE_TEXT });
  expect(row?.v === ONE_MEGABYTE_TEXT).toBe(true);
});

test('any text at all comes back exactly', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, async (t) => {
      const [row] = await rows<{ v: string; a: string[] }>(
        client,
        'SELECT {t:String} AS v, {a:Array(String)} AS a',
        {
          t,
          a: [t, t],
        },
      );
      expect(row).toEqual({ v: t, a: [t, t] });
    }),
    { numRuns: 300 },
  );
});

test('numbers, booleans, nulls and nested arrays arrive as the type says', async () => {
  const [row] = await rows(
    client,
    `SELECT {u:UInt64} AS u, {i:Int32} AS i, {f:Float64} AS f, {b:Bool} AS b, {n:Nullable(String)} AS n,
            {a:Array(Array(Nullable(UInt8)))} AS a, {d:Date} AS d, {t:DateTime64(3, 'UTC')} AS t, {e:Array(UUID)} AS e`,
    {
      u: 18446744073709551615n,
      i: -5,
      f: 1e-7,
      b: true,
      n: null,
      a: [[1, null], []],
      d: '2025-03-01',
      t: '2025-03-01T00:00:00.123+02:00',
      e: [],
    },
  );
  expect(row).toEqual({
    u: '18446744073709551615',
    i: -5,
    f: 1e-7,
    b: true,
    n: null,
    a: [[1, null], []],
    d: '2025-03-01',
    t: '2025-02-28 22:00:00.123',
    e: [],
  });
});

test('a value that the type cannot hold is an error, not another value', async () => {
  const cases = [
    ['SELECT {v:UInt64}', '1; DROP'],
    ['SELECT {v:UInt64}', -1],
    ['SELECT {v:UInt8}', 1.5],
    ['SELECT {v:Date}', 'yesterday'],
    ['SELECT {v:Array(String)}', ['a', null]],
  ] as const;
  for (const [query, v] of cases) {
    await expect(rows(client, query, { v })).rejects.toMatchObject({ name: 'StoreError', kind: 'invalid' });
  }
});

test('an array of ids still finds its rows by the primary key', async () => {
  await client.command({
    query:
      'CREATE TABLE headcount.by_key (k String) ENGINE = MergeTree ORDER BY k SETTINGS index_granularity = 8',
  });
  await client.command({ query: 'INSERT INTO headcount.by_key SELECT toString(number) FROM numbers(1000)' });
  const plan = await rows<{ explain: string }>(
    client,
    'EXPLAIN indexes = 1 SELECT count() FROM headcount.by_key WHERE k IN {ids:Array(String)}',
    { ids: ['5', '7'] },
  );
  const granules = plan
    .map(({ explain }) => /Granules: (\d+)\/(\d+)/.exec(explain))
    .find((match) => match !== null);
  expect(Number(granules?.[1])).toBeLessThan(Number(granules?.[2]));
});

describe('bindParameters', () => {
  test('leaves literals, quoted names and comments alone', () => {
    const sql = `SELECT '{a:String}', "{a:String}", \`{a:String}\`, /* {a:String} */ {a:String} -- {a:String}`;
    expect(bindParameters(sql, { a: '{a:String}' })).toBe(
      `SELECT '{a:String}', "{a:String}", \`{a:String}\`, /* {a:String} */ CAST('{a:String}' AS String) -- {a:String}`,
    );
  });

  test('leaves map literals alone', () => {
    expect(bindParameters(`SELECT {'a': 1}`, {})).toBe(`SELECT {'a': 1}`);
  });

  test('fails on a missing and on a superfluous value', () => {
    expect(() => bindParameters('SELECT {a:String}', {})).toThrow('the parameter a is missing');
    expect(() => bindParameters('SELECT 1', { a: 'x' })).toThrow('the statement has no parameter a');
    expect(() => bindParameters('SELECT {toString:String}', {})).toThrow('missing');
  });

  test('fails on numbers that are none and on half characters', () => {
    expect(() => bindParameters('SELECT {a:Float64}', { a: NaN })).toThrow('finite');
    expect(() => bindParameters('SELECT {a:String}', { a: '\ud83d' })).toThrow('half a character');
  });
});
