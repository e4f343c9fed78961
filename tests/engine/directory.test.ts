import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS, requiredThreads } from '../../clickhouse/limits';
import { openStore } from '../../clickhouse/open-store';
import { runChild, startChild } from './child';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
const otherDir = temporaryDirectory();
afterAll(() => {
  removeDirectory(dataDir);
  removeDirectory(otherDir);
});

const open = (directory: string): ReturnType<typeof openStore> =>
  openStore({ database: 'headcount', dataDir: directory });

test('a second process is told in one line that the directory is taken, and may have it afterwards', async () => {
  const store = await open(dataDir);
  const refused = await runChild('open-child.ts', [dataDir]);
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'The data directory is in use by another process.\n',
  });
  expect(await store.ping()).toBe(true);
  await store.close();
  const child = startChild('open-child.ts', [dataDir]);
  if (!child.stdout || !child.stdin) throw new Error('no pipes');
  expect(String((await once(child.stdout, 'data'))[0])).toBe('open\n');
  await expect(open(dataDir)).rejects.toMatchObject({ name: 'StoreError', kind: 'locked' });
  child.stdin.end();
  await once(child, 'exit');
  const again = await open(dataDir);
  await again.close();
});

test('a directory whose holder was killed can be opened at once', async () => {
  const child = startChild('open-child.ts', [dataDir]);
  if (!child.stdout) throw new Error('no pipes');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = await open(dataDir);
  await store.close();
});

test('a second store in the same process is refused, on the same and on another directory', async () => {
  const store = await open(dataDir);
  await expect(open(dataDir)).rejects.toMatchObject({ kind: 'locked' });
  await expect(open(otherDir)).rejects.toMatchObject({ kind: 'locked' });
  expect(await store.ping()).toBe(true);
  await store.close();
});

test('closing waits for what runs; then another directory can be opened, and the data is where it was', async () => {
  const first = await openClient(dataDir);
  await first.command({
    query: 'CREATE TABLE IF NOT EXISTS headcount.here (n UInt8) ENGINE = MergeTree ORDER BY n',
  });
  const running = rows(first, 'SELECT count() AS n FROM numbers(30000000) WHERE sipHash64(number) = 1');
  const changing = first.command({
    query: 'INSERT INTO headcount.here SELECT 1 FROM numbers(1) WHERE sleep(0.2) = 0',
  });
  await first.close();
  expect(await running).toEqual([{ n: '0' }]);
  await changing;
  const second = await openClient(otherDir);
  expect(await rows(second, `SELECT name FROM system.tables WHERE database = 'headcount'`)).toEqual([]);
  await second.close();
  const third = await openClient(dataDir);
  expect(await rows(third, 'SELECT n FROM headcount.here')).toEqual([{ n: 1 }]);
  await third.close();
});

test('a closed store says so', async () => {
  const store = await open(dataDir);
  await store.close();
  await expect(store.query('health/applied-migrations', {})).rejects.toMatchObject({ kind: 'closed' });
  await expect(store.insert({ table: 'x', columns: ['a'], rows: ['[1]'] })).rejects.toMatchObject({
    kind: 'closed',
  });
  await expect(store.command('SELECT 1')).rejects.toMatchObject({ kind: 'closed' });
  expect(await store.ping()).toBe(false);
});

test.each(['', 'data', './data', ':memory:'])(
  'a directory that is not absolute is refused: %j',
  async (directory) => {
    await expect(open(directory)).rejects.toMatchObject({ kind: 'invalid' });
  },
);

test('a directory that cannot be made is an error, and the process can open another', async () => {
  const blocked = join(otherDir, 'blocked');
  mkdirSync(join(otherDir, 'folder'), { recursive: true });
  await expect(open(join('/dev/null', 'data'))).rejects.toMatchObject({ name: 'StoreError' });
  const store = await open(blocked);
  await store.close();
});

test('the engine runs with the limits it was given, in its own Atomic database', async () => {
  const client = await openClient(dataDir, { engineMemoryBytes: 1_000_000_000 });
  const [row] = await rows(
    client,
    `SELECT (SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage') AS memory,
            (SELECT value FROM system.server_settings WHERE name = 'uncompressed_cache_size') AS cache,
            (SELECT engine FROM system.databases WHERE name = 'headcount') AS engine`,
  );
  expect(row).toEqual({ memory: '1000000000', cache: '0', engine: 'Atomic' });
  await client.command({ query: `BACKUP DATABASE headcount TO File('test')` });
  expect(statSync(join(dataDir, 'backups', 'test')).isDirectory()).toBe(true);
  expect(readFileSync(join(dataDir, 'engine.xml'), 'utf8')).toContain(join(dataDir, 'backups'));
  await client.close();
});

test('the thread pool that is asked for holds every session', () => {
  expect(requiredThreads({ ...DEFAULT_LIMITS, readers: 8, writers: 3 })).toBeGreaterThan(8 + 3 + 2);
});
