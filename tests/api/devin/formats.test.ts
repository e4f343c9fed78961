import type { Test } from 'supertest';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { asBytes, flat, readArrow, readCsv, readParquet } from '../../support/read-formats';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { between, ENTERPRISE, get, organization } from './support';

const MARCH = between('2024-03-01T00:00:00Z', '2024-03-04T00:00:00Z');
/** Three days around the last second that 64 bits hold. */
const FAR_AWAY = 'time_after=9223372036854689000&time_before=9223372036854862000';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
  await insertSessions(service.store, [
    { user: 'ann', at: '2024-03-01T09:00:00.000Z' },
    { user: 'bob', at: '2024-03-03T10:00:00.000Z', org: 'org-b' },
  ]);
  await insertSearches(service.store, [{ user: 'cid', at: '2024-03-01T00:00:00.000Z' }]);
});
afterAll(() => service.stop());

const ask = (path: string): Test => asBytes(get(service, path));
async function bodyOf(path: string): Promise<Buffer> {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  return answer.body as Buffer;
}

test('a series in CSV: a line for every bucket, zeros included', async () => {
  expect((await bodyOf(`${ENTERPRISE}/dau?${MARCH}&format=csv`)).toString()).toBe(
    'start_time,end_time,active_users\r\n' +
      '1709251200,1709337599,2\r\n1709337600,1709423999,0\r\n1709424000,1709510399,1\r\n',
  );
});

test.each(['dau', 'wau', 'mau', 'active-users', 'usage', 'sessions', 'searches', 'prs'])(
  '%s says the same in every format',
  async (name) => {
    const path = `${organization('org-1')}/${name}?${MARCH}`;
    const answer = (await get(service, path)).body as object | object[];
    const rows = Array.isArray(answer) ? (answer as object[]) : [answer];
    const columns = Object.keys(flat(rows[0] ?? {}));
    const asText = rows.map((row) => Object.values(flat(row)).map(String));

    const ndjson = (await bodyOf(`${path}&format=ndjson`)).toString();
    expect(ndjson).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    expect(readCsv((await bodyOf(`${path}&format=csv`)).toString())).toEqual({ columns, rows: asText });
    for (const read of [
      await readParquet(await bodyOf(`${path}&format=parquet`)),
      readArrow(await bodyOf(`${path}&format=arrow`)),
    ]) {
      expect({ columns: read.columns, rows: read.rows.map((row) => row.map(String)) }).toEqual({
        columns,
        rows: asText,
      });
    }
  },
);

test('categories: what is nested in one is JSON text', async () => {
  const path = `${ENTERPRISE}/sessions-by-category?${MARCH}`;
  const subcategories = [{ subcategory_id: null, display_name: 'Other', sessions_count: 2, acus: 0 }];
  const cells = ['uncategorized', '2', '0', JSON.stringify(subcategories)];
  const columns = ['category', 'sessions_count', 'acus', 'subcategories'];
  expect(readCsv((await bodyOf(`${path}&format=csv`)).toString())).toEqual({ columns, rows: [cells] });
  expect(await readParquet(await bodyOf(`${path}&format=parquet`))).toEqual({
    columns,
    rows: [cells.with(2, 0 as never)],
  });
  expect(JSON.parse((await bodyOf(`${path}&format=ndjson`)).toString())).toMatchObject({ subcategories });
});

test('integers of any length are exact in text; what does not fit into 64 bits is refused where it must', async () => {
  const path = `${ENTERPRISE}/dau?${FAR_AWAY}`;
  const text = (await get(service, path)).text;
  const ndjson = (await bodyOf(`${path}&format=ndjson`)).toString();
  expect(`[${ndjson.trimEnd().split('\n').join(',')}]`).toBe(text);
  const csv = readCsv((await bodyOf(`${path}&format=csv`)).toString());
  expect(csv.rows.length).toBe(ndjson.trimEnd().split('\n').length);
  for (const format of ['parquet', 'arrow']) {
    const answer = await get(service, `${path}&format=${format}`);
    expect([answer.status, answer.body]).toEqual([
      422,
      {
        detail: [
          {
            loc: ['query', 'format'],
            msg: `Value error, ${format} holds no time beyond 64 bits`,
            type: 'value_error',
          },
        ],
      },
    ]);
  }
});

test('an unknown format is one problem among the others, last; of one given twice the last counts', async () => {
  const answer = await get(service, `${ENTERPRISE}/dau?time_before=5&format=csv&format=xml`);
  expect([answer.status, answer.body]).toEqual([
    422,
    {
      detail: [
        { loc: ['query', 'time_after'], msg: 'Field required', type: 'missing' },
        {
          loc: ['query', 'format'],
          msg: "Input should be 'json', 'csv', 'ndjson', 'parquet' or 'arrow'",
          type: 'literal_error',
        },
      ],
    },
  ]);
});

test('Accept chooses too; the answer says so, and has an ETag of its own', async () => {
  const json = await get(service, `${ENTERPRISE}/mau?${MARCH}`);
  const csv = await get(service, `${ENTERPRISE}/mau?${MARCH}`).set('Accept', 'text/csv');
  expect([json.headers.vary, csv.headers.vary]).toEqual(['Accept', 'Accept']);
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="mau.csv"',
  });
  expect(csv.headers.etag).not.toBe(json.headers.etag);
  const again = await get(service, `${ENTERPRISE}/mau?${MARCH}`)
    .set('Accept', 'text/csv')
    .set('If-None-Match', csv.headers.etag ?? '');
  expect([again.status, again.text]).toEqual([304, '']);
});
