import type { Test } from 'supertest';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { asBytes, flat, readArrow, readCsv, readParquet } from '../../support/read-formats';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { get, span } from './support';

const MAY = span('2023-05-01T00:00:00.000Z', '2023-05-02T23:59:59.999Z');
const LISTS = {
  'users/active-users': 'month',
  'users/new-users': 'days',
  'users/users-by-time-of-the-day-in-a-week': 'week',
  'users/chat-busier/hourly-data': 'hours',
  'users/chat-busier/weekly-data': 'month',
} as const;

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2023-05-01T09:00:00.000Z' },
    { user: 'say "x", =y', at: '2023-05-01T09:30:00.000Z' },
  ]);
  await insertSearches(service.store, [{ user: 'ann', at: '2023-05-02T10:00:00.000Z' }]);
});
afterAll(() => service.stop());

const ask = (name: string, query: string): Test => asBytes(get(service, name, query));
async function bodyOf(name: string, query: string): Promise<Buffer> {
  const answer = await ask(name, query);
  expect(answer.status).toBe(200);
  return answer.body as Buffer;
}

test('a list of users is JSON text in one cell', async () => {
  expect((await bodyOf('users/active-users', `${MAY}&format=csv`)).toString()).toBe(
    'usersList,users,day,month,year\r\n' +
      '"[""ann""]",1,2,5,2023\r\n' +
      '"[""ann"",""say \\""x\\"", =y""]",2,1,5,2023\r\n',
  );
});

test.each(Object.entries(LISTS))('%s says the same in every format', async (name, key) => {
  const query = name.includes('busier') ? 'start=2023-05-01T10:00:00.000Z' : MAY;
  const rows = ((await get(service, name, query)).body as Record<string, object[]>)[key] ?? [];
  expect(rows.length).toBeGreaterThan(0);
  const columns = Object.keys(flat(rows[0] ?? {}));
  const cells = rows.map((row) => Object.values(flat(row)));
  const columnar = cells.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : cell)));

  const ndjson = (await bodyOf(name, `${query}&format=ndjson`)).toString();
  expect(ndjson).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  expect(readCsv((await bodyOf(name, `${query}&format=csv`)).toString())).toEqual({
    columns,
    rows: cells.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell)))),
  });
  expect(await readParquet(await bodyOf(name, `${query}&format=parquet`))).toEqual({
    columns,
    rows: columnar,
  });
  expect(readArrow(await bodyOf(name, `${query}&format=arrow`))).toEqual({ columns, rows: columnar });
});

test('an empty list is a lone header; a range that ends before it starts too', async () => {
  for (const query of [
    span('2020-01-01T00:00:00.000Z', '2020-01-02T00:00:00.000Z'),
    span('2023-05-02T00:00:00.000Z', '2023-05-01T00:00:00.000Z'),
  ]) {
    expect((await bodyOf('users/new-users', `${query}&format=csv`)).toString()).toBe('day,users\r\n');
    expect((await bodyOf('users/active-users', `${query}&format=ndjson`)).length).toBe(0);
  }
});

test.each([
  ['format=xml', 'unknown'],
  ['format=', 'empty'],
  ['format=csv&format=csv', 'given twice'],
])('%s is a match error (%s), after those of the dates', async (format) => {
  const field = (name: string): unknown => ({
    success: false,
    error: `Match error: Failed Match.Where validation in field ${name}`,
  });
  for (const name of Object.keys(LISTS)) {
    const answer = await get(service, name, `${format}&${MAY}`);
    expect([answer.status, answer.body]).toEqual([400, field('format')]);
    expect((await get(service, name, `${format}&start=x`)).body).toEqual(field('start'));
  }
});

test('answers of every format are not stored, vary by Accept and have an ETag', async () => {
  const answer = await get(service, 'users/new-users', MAY).set('Accept', 'text/csv');
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    vary: 'Accept',
    etag: expect.any(String) as string,
    'content-disposition': 'attachment; filename="new-users.csv"',
  });
});
