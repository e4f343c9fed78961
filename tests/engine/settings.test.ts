import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
let client: Awaited<ReturnType<typeof openClient>>;

beforeAll(async () => {
  client = await openClient(dataDir);
  await client.command({
    query: `CREATE TABLE headcount.numbers_seen (n UInt64) ENGINE = MergeTree ORDER BY n
            SETTINGS non_replicated_deduplication_window = 100`,
  });
});
beforeEach(async () => {
  await client.command({ query: 'TRUNCATE TABLE headcount.numbers_seen' });
});
afterAll(async () => {
  await client.close();
  removeDirectory(dataDir);
});

const insert = (n: number, settings?: Record<string, string | number>): Promise<unknown> =>
  client.insert({
    table: 'headcount.numbers_seen',
    columns: ['n'],
    values: [`[${n}]`],
    format: 'JSONCompactEachRow',
    ...(settings && { clickhouse_settings: settings }),
  });

const seen = async (): Promise<number[]> =>
  (await rows<{ n: string }>(client, 'SELECT n FROM headcount.numbers_seen ORDER BY n')).map(({ n }) =>
    Number(n),
  );

test('a setting of one insert is forgotten by the next', async () => {
  await insert(1, { deduplicate_insert: 'enable', insert_deduplication_token: 'token' });
  await insert(2, { deduplicate_insert: 'enable' });
  await insert(3);
  await insert(3);
  expect(await seen()).toEqual([1, 2, 3, 3]);
});

test('the setting does reach its own insert', async () => {
  const settings = { deduplicate_insert: 'enable', insert_deduplication_token: 'once' };
  await insert(1, settings);
  await insert(2, settings);
  expect(await seen()).toEqual([1]);
});

test.each([
  `x'; CREATE TABLE headcount.injected (a UInt8) ENGINE = Memory; --`,
  `x\\'; CREATE TABLE headcount.injected (a UInt8) ENGINE = Memory; --`,
  `x\\\\'; CREATE TABLE headcount.injected (a UInt8) ENGINE = Memory; --`,
  `x'' ; CREATE TABLE headcount.injected (a UInt8) ENGINE = Memory; --`,
  `trailing\\`,
  `\\`,
  `' FORMAT Values (1), (2)`,
  `line\nbreak`,
])('a setting is a value and nothing more: %j', async (token) => {
  await insert(7, { insert_deduplication_token: token });
  expect(await seen()).toEqual([7]);
  const tables = await rows(client, `SELECT name FROM system.tables WHERE name = 'injected'`);
  expect(tables).toEqual([]);
});

test('a setting whose name is not a name is refused', async () => {
  await expect(insert(1, { 'async_insert = 1, x': 1 })).rejects.toMatchObject({ name: 'StoreError' });
  expect(await seen()).toEqual([]);
});

test('reads and commands take no settings: theirs are fixed when the session opens', async () => {
  const clickhouse_settings = { max_threads: 1 };
  await expect(client.query({ query: 'SELECT 1', clickhouse_settings })).rejects.toMatchObject({
    kind: 'invalid',
    message: 'The embedded engine takes settings with inserts only.',
  });
  await expect(client.command({ query: 'SELECT 1', clickhouse_settings })).rejects.toMatchObject({
    kind: 'invalid',
  });
});

test('64-bit integers arrive whole, as text', async () => {
  const [row] = await rows(
    client,
    'SELECT toUInt64(9007199254740993) AS u, toInt64(-9007199254740993) AS i, 1 AS small',
  );
  expect(row).toEqual({ u: '9007199254740993', i: '-9007199254740993', small: 1 });
});

test('times without a zone are in UTC whatever the machine says', async () => {
  const [row] = await rows(client, 'SELECT timezone() AS zone, toDateTime(0) AS epoch');
  expect(row).toEqual({ zone: 'Etc/UTC', epoch: '1970-01-01 00:00:00' });
});

test('what a merge writes is on disk before the parts it was made of go, as what an insert writes is', async () => {
  const kept = await rows<{ value: string }>(
    client,
    `SELECT value FROM system.merge_tree_settings WHERE name = 'min_rows_to_fsync_after_merge'`,
  );
  expect(kept).toEqual([{ value: '1' }]);
});

test('beside FINAL a condition on no key is about the newest version alone', async () => {
  await client.command({
    query:
      'CREATE TABLE headcount.versions (k UInt64, v UInt64, at UInt64) ENGINE = ReplacingMergeTree(at) ORDER BY k',
  });
  await client.command({ query: 'SYSTEM STOP MERGES headcount.versions' });
  for (const row of ['[1,10,1]', '[1,20,2]', '[2,10,5]', '[2,10,4]']) {
    await client.insert({
      table: 'headcount.versions',
      columns: ['k', 'v', 'at'],
      values: [row],
      format: 'JSONCompactEachRow',
    });
  }
  const found = (condition: string): Promise<unknown> =>
    rows(client, `SELECT k, v FROM headcount.versions FINAL WHERE ${condition} ORDER BY k`);
  expect(await found('v = 10')).toEqual([{ k: '2', v: '10' }]);
  expect(await found('v = 20 AND k = 1')).toEqual([{ k: '1', v: '20' }]);
  expect(await found('k = 1 AND v = 10')).toEqual([]);
});
