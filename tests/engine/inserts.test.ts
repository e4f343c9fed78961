import { Readable } from 'node:stream';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';
import { hostileTexts } from './hostile-texts';

const dataDir = temporaryDirectory();
let client: Awaited<ReturnType<typeof openClient>>;

beforeAll(async () => {
  client = await openClient(dataDir);
  await client.command({
    query: 'CREATE TABLE headcount.texts (n UInt32, t String) ENGINE = MergeTree ORDER BY n',
  });
});
beforeEach(async () => {
  await client.command({ query: 'TRUNCATE TABLE headcount.texts' });
});
afterAll(async () => {
  await client.close();
  removeDirectory(dataDir);
});

const stored = (): Promise<{ n: number; t: string }[]> =>
  rows(client, 'SELECT n, t FROM headcount.texts ORDER BY n');

const insertBytes = (values: Readable, format = 'JSONEachRow'): Promise<unknown> =>
  client.exec({ query: `INSERT INTO headcount.texts (n, t) FORMAT ${format}`, values });

test('a character cut between two chunks is stored whole', async () => {
  const bytes = Buffer.from(JSON.stringify({ n: 1, t: 'é 日本 👩‍👩‍👧' }));
  await insertBytes(Readable.from([...bytes].map((byte) => Buffer.of(byte))));
  expect(await stored()).toEqual([{ n: 1, t: 'é 日本 👩‍👩‍👧' }]);
});

test('a thousand hostile texts are stored exactly', async () => {
  const texts = hostileTexts(1000);
  const lines = texts.map((text, index) => JSON.stringify([index, text]));
  await client.insert({
    table: 'headcount.texts',
    columns: ['n', 't'],
    values: lines,
    format: 'JSONCompactEachRow',
  });
  expect((await stored()).map(({ t }) => t)).toEqual(texts);
});

test('an unknown field fails the insert', async () => {
  const values = Readable.from([Buffer.from('{"n": 1, "t": "a", "other": 1}\n')]);
  await expect(insertBytes(values)).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'invalid',
    engineCode: 117,
  });
  expect(await stored()).toEqual([]);
});

test('a null where none is allowed fails the insert', async () => {
  await expect(insertBytes(Readable.from([Buffer.from('{"n": 1, "t": null}\n')]))).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'invalid',
  });
  expect(await stored()).toEqual([]);
});

test('one bad row fails the whole insert', async () => {
  const lines = [JSON.stringify([1, 'a']), JSON.stringify(['x', 'b']), JSON.stringify([3, 'c'])];
  await expect(
    insertBytes(Readable.from([Buffer.from(lines.join('\n'))]), 'JSONCompactEachRow'),
  ).rejects.toMatchObject({
    kind: 'invalid',
  });
  expect(await stored()).toEqual([]);
});

test.each([[[]], [['']], [['\n', ' \n']]])('an insert without rows is refused: %j', async (chunks) => {
  const values = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  await expect(insertBytes(values)).rejects.toMatchObject({ kind: 'invalid' });
});

test('a source that fails half way stores nothing', async () => {
  async function* source(): AsyncGenerator<Buffer> {
    yield Buffer.from('{"n": 1, "t": "a"}\n');
    await Promise.reject(new Error('the source broke'));
  }
  await expect(insertBytes(Readable.from(source()))).rejects.toMatchObject({ name: 'StoreError' });
  expect(await stored()).toEqual([]);
});

test('inserts at the same time are all stored', async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  await Promise.all(
    numbers.map((n) => insertBytes(Readable.from([Buffer.from(JSON.stringify({ n, t: 'x' }))]))),
  );
  expect((await stored()).map(({ n }) => n)).toEqual(numbers);
});

test('a time with an offset is stored as its instant, whatever the engine defaults to', async () => {
  await client.command({
    query: `CREATE TABLE headcount.times (t DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY t`,
  });
  await client.insert({
    table: 'headcount.times',
    columns: ['t'],
    values: ['["2025-03-01T00:30:00.125+02:00"]', '["2025-03-01T00:30:00Z"]'],
    format: 'JSONCompactEachRow',
  });
  expect(await rows(client, 'SELECT t FROM headcount.times ORDER BY t')).toEqual([
    { t: '2025-02-28 22:30:00.125' },
    { t: '2025-03-01 00:30:00.000' },
  ]);
});
