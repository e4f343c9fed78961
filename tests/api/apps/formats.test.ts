import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { hostileTexts } from '../../engine/hostile-texts';
import { asBytes, flat, readArrow, readCsv, readParquet, type ReadList } from '../../support/read-formats';
import { insertApps, insertClients, insertUsage, insertUsers } from './facts';
import {
  AGAINST_JANUARY,
  APP,
  CLIENT,
  FEBRUARY,
  get,
  type Query,
  refused,
  type Service,
  startService,
  without,
} from './support';

/** What a spreadsheet might run, and what CSV must quote. */
const FORMULAS = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'a,b', 'say "x"', 'two\r\nlines', ''];
const NAMES = [...FORMULAS, ...hostileTexts(230).filter((text) => !text.startsWith('\uFEFF'))];
const USERS = `/apps/${APP}/utilization/users`;
const LISTS = { users: USERS, apps: '/apps/utilization', apps_of_user: '/users/user-0/utilization/apps' };

let service: Service;
beforeAll(async () => {
  service = await startService();
  await insertClients(service.store);
  await insertUsers(
    service.store,
    NAMES.map((username, n) => ({ user: `user-${n}`, username, userKey: `key ${n}` })),
  );
  const days = ['2026-01-10', '2026-02-10', '2026-02-11'];
  await insertUsage(
    service.store,
    NAMES.flatMap((_, n) =>
      days
        .filter((__, day) => (n + day) % 3 !== 0)
        .map((date) => ({
          user: `user-${n}`,
          date,
          ms: 1000 * (n % 50),
          platform: n % 2 ? ('web' as const) : ('desktop' as const),
        })),
    ),
  );
  const others = Array.from({ length: 5 }, () => randomUUID());
  await insertApps(
    service.store,
    others.map((app, n) => ({
      app,
      name: `=App ${n}`,
      type: n % 2 ? 'browser' : null,
      isApproved: n % 2 === 0,
    })),
  );
  await insertUsage(
    service.store,
    others.map((app, n) => ({ app, user: 'user-0', date: `2026-02-0${n + 1}`, ms: 5000 * n })),
  );
});
afterAll(() => service.close());

const ask = (path: string, query: Query): Test => asBytes(get(service, path, query));

async function bodyOf(path: string, query: Query): Promise<Buffer> {
  const answer = await ask(path, query);
  expect(answer.status).toBe(200);
  return answer.body as Buffer;
}

/** All rows of the JSON answers, page by page. */
async function jsonRows(path: string, query: Query): Promise<object[]> {
  const rows: object[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await get(service, path, { ...query, page_size: 100, ...(cursor !== '' && { cursor }) });
    const body = page.body as { data: object[]; next_cursor: string | null };
    rows.push(...body.data);
    cursor = body.next_cursor;
  }
  return rows;
}

const columnsOf = (rows: readonly object[]): string[] => Object.keys(flat(rows[0] ?? {}));
/** Numbers that lie in columns of doubles; the others are 64-bit integers and come as text. */
const asColumnar = (rows: readonly object[]): unknown[][] =>
  rows.map((row) =>
    Object.entries(flat(row)).map(([name, cell]) =>
      typeof cell === 'number' && !name.endsWith('change_pct') ? String(cell) : cell,
    ),
  );
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const cellOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
const asCsv = (rows: readonly object[]): unknown[][] =>
  rows.map((row) =>
    Object.values(flat(row)).map((cell) => (typeof cell === 'string' ? guarded(cell) : cellOf(cell))),
  );

describe.each(Object.entries(LISTS))('the list of %s', (_name, path) => {
  test.each([
    ['as it comes', {}],
    ['in another order, whatever the size of a page', { sort_order: 'asc', page_size: '2' }],
  ])('is the same in every format, whole: %s', async (_order, order: Query) => {
    const rows = await jsonRows(path, { ...AGAINST_JANUARY, ...without(order, 'page_size', 'cursor') });
    const query = { ...AGAINST_JANUARY, ...order };
    expect(rows.length).toBeGreaterThan(4);

    const ndjson = (await bodyOf(path, { ...query, format: 'ndjson' })).toString();
    expect(ndjson).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const csv = readCsv((await bodyOf(path, { ...query, format: 'csv' })).toString());
    expect(csv).toEqual({ columns: columnsOf(rows), rows: asCsv(rows) });
    const columnar: ReadList = { columns: columnsOf(rows), rows: asColumnar(rows) };
    expect(await readParquet(await bodyOf(path, { ...query, format: 'parquet' }))).toEqual(columnar);
    expect(readArrow(await bodyOf(path, { ...query, format: 'arrow' }))).toEqual(columnar);
  });

  test.each(['csv', 'ndjson', 'parquet', 'arrow'])(
    'wrong page parameters are refused in %s too',
    async (format) => {
      for (const [query, code] of [
        [{ page_size: '0', cursor: 'none' }, 'invalid_parameter'],
        [{ cursor: 'none' }, 'invalid_cursor'],
      ] as const) {
        const answer = await get(service, path, { ...FEBRUARY, format, ...query });
        expect([answer.status, answer.body]).toMatchObject([400, { error: { code } }]);
      }
    },
  );

  test('an empty list is a lone header', async () => {
    const never: Query = { granularity: 'daily', start_date: '2020-01-01', end_date: '2020-01-02' };
    const [row] = await jsonRows(path, FEBRUARY);
    const header = columnsOf([row ?? {}]);
    expect((await bodyOf(path, { ...never, format: 'csv' })).toString()).toBe(`${header.join(',')}\r\n`);
    expect((await bodyOf(path, { ...never, format: 'ndjson' })).length).toBe(0);
    const empty: ReadList = { columns: header, rows: [] };
    expect(await readParquet(await bodyOf(path, { ...never, format: 'parquet' }))).toEqual(empty);
    expect(readArrow(await bodyOf(path, { ...never, format: 'arrow' }))).toEqual(empty);
  });
});

test('the columns of the users of an app', async () => {
  const csv = readCsv((await bodyOf(USERS, { ...FEBRUARY, format: 'csv' })).toString());
  expect(csv.columns).toEqual([
    'user_id',
    'user_username',
    'user_user_key',
    'user_last_activity_at',
    'user_last_activity_desktop_at',
    'user_last_activity_web_at',
    'avg_time_ms_per_day_value',
    'avg_time_ms_per_day_change_pct',
    'avg_time_ms_per_day_compare_value',
    'days_active',
  ]);
});

test('what is short has an ETag, and 304 where nothing changed', async () => {
  const query = { ...FEBRUARY, granularity: 'weekly', metric: 'active-time', format: 'csv' };
  const path = `/apps/${APP}/activity`;
  const first = await get(service, path, query);
  const series = await get(service, path, { ...query, format: 'json' });
  const { data } = series.body as { data: { date: string; value: number }[] };
  expect(first.text).toBe(`date,value\r\n${data.map(({ date, value }) => `${date},${value}\r\n`).join('')}`);
  const again = await get(service, path, query).set('If-None-Match', first.headers.etag ?? '');
  expect([again.status, again.headers.vary]).toEqual([304, 'Accept']);
  for (const format of ['csv', 'ndjson', 'parquet', 'arrow']) {
    const list = await ask(USERS, { ...FEBRUARY, format });
    expect(list.headers).toMatchObject({ etag: expect.any(String) as string, vary: 'Accept' });
    const known = await ask(USERS, { ...FEBRUARY, format }).set('If-None-Match', list.headers.etag ?? '');
    expect(known.status).toBe(304);
  }
});

test('format wins over Accept, Accept over nothing; what we do not have is answered as JSON', async () => {
  const typeFor = async (query: Query, accept?: string): Promise<unknown> => {
    const answer = await get(service, USERS, { ...FEBRUARY, ...query }).set('Accept', accept ?? '*/*');
    expect([answer.status, answer.headers.vary]).toEqual([200, 'Accept']);
    return answer.headers['content-type'];
  };
  expect(await typeFor({})).toBe('application/json');
  expect(await typeFor({}, 'application/pdf')).toBe('application/json');
  expect(await typeFor({}, 'application/json;q=0.1, text/csv')).toBe('text/csv; charset=utf-8');
  expect(await typeFor({}, 'application/x-ndjson')).toBe('application/x-ndjson');
  expect(await typeFor({ format: 'parquet' }, 'text/csv')).toBe('application/vnd.apache.parquet');
  expect(await typeFor({ format: 'arrow' })).toBe('application/vnd.apache.arrow.stream');
  expect(await typeFor({ format: 'json' }, 'text/csv')).toBe('application/json');
});

test('CSV and Parquet are for saving, under a plain name', async () => {
  const disposition = async (format: string): Promise<unknown> =>
    (await ask(USERS, { ...FEBRUARY, format })).headers['content-disposition'];
  expect(await disposition('csv')).toBe('attachment; filename="users-of-app.csv"');
  expect(await disposition('parquet')).toBe('attachment; filename="users-of-app.parquet"');
  expect(await disposition('ndjson')).toBeUndefined();
});

test.each([
  ['xml', 'xml'],
  ['CSV', 'CSV'],
  ['', ''],
])('format=%s is an invalid parameter, beside the others', async (format, sent) => {
  const answer = await get(service, USERS, { ...FEBRUARY, format, sort_by: 'x' });
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(
    refused(
      'invalid_parameter',
      `Unknown format: ${format}. Valid values: json, csv, ndjson, parquet, arrow`,
      {
        format: sent,
        sort_by: 'x',
      },
    ),
  );
});

test('a format given twice is refused', async () => {
  const answer = await get(service, USERS, { ...FEBRUARY, format: ['csv', 'csv'] });
  expect(answer.body).toEqual(
    refused('invalid_parameter', 'format must be given only once', { format: ['csv', 'csv'] }),
  );
});

test('refusals are the same in every format: JSON', async () => {
  const unknown = `/apps/${randomUUID()}/utilization/users`;
  const missing = await get(service, unknown, { ...FEBRUARY, format: 'csv' });
  expect([missing.status, missing.body]).toEqual([404, refused('not_found', 'App or client not found')]);
  const bad = await get(service, USERS, { ...FEBRUARY, format: 'parquet', start_date: 'x' });
  expect(bad.status).toBe(400);
  const foreign = await get(service, USERS, { ...FEBRUARY, format: 'csv' }, 'no token', CLIENT);
  expect(foreign.status).toBe(401);
});
