import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseInsert } from '../../clickhouse/embedded/insert-statement';
import { inDatabase } from '../../clickhouse/sql/database';
import { scan } from '../../clickhouse/sql/scan';
import { singleStatement, splitStatements } from '../../clickhouse/sql/statements';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
let client: Awaited<ReturnType<typeof openClient>>;

beforeAll(async () => {
  client = await openClient(dataDir);
  await client.command({ query: 'CREATE TABLE headcount.kept (n UInt8) ENGINE = MergeTree ORDER BY n' });
});
afterAll(async () => {
  await client.close();
  removeDirectory(dataDir);
});

describe('one call is one statement', () => {
  const second = 'CREATE TABLE headcount.second (a UInt8) ENGINE = Memory';

  test('several are refused, and none of them runs', async () => {
    await expect(rows(client, `SELECT 1; ${second}`)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(rows(client, `SELECT {a:String}; ${second}`, { a: 'x' })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(client.command({ query: `SELECT 1; ${second}` })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(
      client.exec({ query: `INSERT INTO headcount.kept (n) FORMAT TabSeparated; ${second}` }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    expect(await rows(client, `SELECT name FROM system.tables WHERE name = 'second'`)).toEqual([]);
  });

  test('a semicolon inside a text is no second statement', async () => {
    expect(await rows(client, `SELECT 'a; b' AS v`)).toEqual([{ v: 'a; b' }]);
  });
});

describe('a reader changes nothing and reaches nothing but the store', () => {
  const secret = join(dataDir, 'secret.txt');
  const target = join(dataDir, 'written.txt');
  beforeAll(() => {
    writeFileSync(secret, 'secret\n');
  });

  test.each([
    `SELECT * FROM file('${secret}', 'LineAsString')`,
    `SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')`,
    `SELECT * FROM remote('127.0.0.1:1', 'system.one')`,
    `SELECT * FROM s3('http://127.0.0.1:1/b', 'LineAsString')`,
    `SELECT * FROM executable('ls', 'LineAsString', 'l String')`,
    `INSERT INTO headcount.kept VALUES (1)`,
    `INSERT INTO FUNCTION file('${target}', 'CSV', 'a UInt8') SELECT 1`,
    `CREATE TABLE headcount.made (a UInt8) ENGINE = Memory`,
    `DROP TABLE headcount.kept`,
    `ALTER TABLE headcount.kept DELETE WHERE 1`,
    `SET readonly = 0`,
    `SELECT 1 SETTINGS readonly = 0`,
    `SELECT 1 SETTINGS max_execution_time = 0`,
    `SYSTEM STOP MERGES`,
    `USE system`,
    `SELECT 1 INTO OUTFILE '${target}'`,
    `SELECT 1 INTO/**/OUTFILE '${target}'`,
    `SELECT 1 INTO -- x\n OUTFILE '${target}'`,
  ])('%s', async (query) => {
    await expect(rows(client, query)).rejects.toMatchObject({ name: 'StoreError' });
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(dataDir)).not.toContain('written.txt');
    expect(await rows(client, 'SELECT count() AS n FROM headcount.kept')).toEqual([{ n: '0' }]);
  });
});

describe('scan', () => {
  test('cuts a statement without losing a character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(`'`, '"', '`', '\\', '--', '/*', '*/', '{a:String}', ';', '\n', 'x ')),
        (parts) => {
          const sql = parts.join('');
          try {
            expect(
              scan(sql)
                .map(({ text }) => text)
                .join(''),
            ).toBe(sql);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        },
      ),
    );
  });

  test.each([
    `SELECT 'open`,
    `SELECT "open`,
    'SELECT `open',
    `SELECT 'open\\'`,
    'SELECT /* open',
    'SELECT /* a /* b */ 1',
  ])('refuses what is not closed: %s', (sql) => {
    expect(() => scan(sql)).toThrow(SyntaxError);
  });

  test.each(['SELECT $$;$$', 'SELECT ‘;’', 'SELECT $a$ ; $a$'])(
    'refuses quoting that we do not use: %s',
    (sql) => {
      expect(() => scan(sql)).toThrow(SyntaxError);
    },
  );

  test('a doubled quote and an escaped quote do not end a text', () => {
    expect(splitStatements(String.raw`SELECT 'a'';b'; SELECT 'a\';b'; -- end; of it`)).toEqual([
      String.raw`SELECT 'a'';b'`,
      String.raw`SELECT 'a\';b'`,
    ]);
  });

  test('a statement that is only a comment is none', () => {
    expect(() => singleStatement('-- nothing\n')).toThrow('empty');
    expect(singleStatement('SELECT 1; -- done')).toBe('SELECT 1');
  });
});

test('the database name is changed in code only', () => {
  const sql = `-- headcount.a\nCREATE TABLE headcount.a AS SELECT 'headcount.b' FROM headcount.c, other.headcount.d`;
  expect(inDatabase(sql, 'stats')).toBe(
    `-- headcount.a\nCREATE TABLE stats.a AS SELECT 'headcount.b' FROM stats.c, other.headcount.d`,
  );
  expect(inDatabase('CREATE DATABASE IF NOT EXISTS headcount', 'stats')).toBe(
    'CREATE DATABASE IF NOT EXISTS stats',
  );
});

test('an insert is read strictly', () => {
  expect(parseInsert('INSERT INTO a.b (c, d) FORMAT JSONCompactEachRow')).toEqual({
    table: 'a.b',
    columns: ['c', 'd'],
    format: 'JSONCompactEachRow',
  });
  for (const statement of [
    'INSERT INTO b (c) FORMAT JSONEachRow',
    'INSERT INTO a.b (c) FORMAT Native',
    'INSERT INTO a.b (c) SETTINGS x = 1 FORMAT JSONEachRow',
    'INSERT INTO a.b (c) SELECT 1',
    'INSERT INTO FUNCTION file(x) FORMAT CSV',
    'INSERT INTO a.b (* EXCEPT (c)) FORMAT JSONEachRow',
  ]) {
    expect(() => parseInsert(statement)).toThrow(SyntaxError);
  }
});
