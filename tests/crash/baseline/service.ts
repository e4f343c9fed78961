import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BaselineStore } from './store';

/**
 * What the harness must find wanting: the same requests stored as is common, an insert for each table with a token made of the
 * request, views that count, no journal. Answers four of the service's questions, about sessions and searches.
 * Node runs it with DATA_DIR set; it prints its address.
 */
const store = new BaselineStore(join(process.env.DATA_DIR ?? '', 'engine'));

interface Event {
  readonly type: string;
  readonly id: string;
  readonly user_id: string;
  readonly org_id?: string;
  readonly created_at: string;
}

async function post(tenant: string, body: Buffer): Promise<{ status: number; body: object }> {
  const text = body.toString().trim();
  const events = (
    text.startsWith('[') ? JSON.parse(text) : text.split('\n').map((line) => JSON.parse(line) as unknown)
  ) as Event[];
  const good = events.filter(({ org_id }) => org_id !== undefined);
  const token = createHash('sha256').update(tenant).update(body).digest('hex');
  for (const [type, table] of [
    ['session', 'sessions'],
    ['search', 'searches'],
  ] as const) {
    const rows = good
      .filter((event) => event.type === type)
      .map(({ id, user_id, created_at }) => ({ tenant, id, user_id, created_at }));
    if (rows.length > 0) await store.insert(table, rows, token);
  }
  return { status: good.length === events.length ? 200 : 207, body: { accepted: good.length } };
}

const DAY_SECONDS = 86_400;

async function answer(tenant: string, url: URL): Promise<object> {
  const after = Number(url.searchParams.get('time_after'));
  const before = Number(url.searchParams.get('time_before'));
  const days = `tenant = '${tenant}' AND toUnixTimestamp(toDateTime(day, 'UTC')) >= ${after} AND toUnixTimestamp(toDateTime(day, 'UTC')) < ${before}`;
  if (url.pathname.endsWith('/searches')) {
    const where = `tenant = '${tenant}' AND created_at >= toDateTime(${after}, 'UTC') AND created_at < toDateTime(${before}, 'UTC')`;
    const [row] = await store.read<{ n: number }>(
      `SELECT toUInt32(count()) AS n FROM base.searches WHERE ${where}`,
    );
    return { searches_created_count: row?.n };
  }
  if (url.pathname.endsWith('/dau')) {
    const rows = await store.read<{ at: number; n: number }>(
      `SELECT toUInt32(toUnixTimestamp(toDateTime(day, 'UTC'))) AS at, toUInt32(uniqExact(user_id)) AS n FROM base.user_days WHERE ${days} GROUP BY at`,
    );
    const counts = new Map(rows.map(({ at, n }) => [at, n]));
    return Array.from({ length: (before - after) / DAY_SECONDS }, (_, index) => {
      const start_time = after + index * DAY_SECONDS;
      return {
        start_time,
        end_time: start_time + DAY_SECONDS - 1,
        active_users: counts.get(start_time) ?? 0,
      };
    });
  }
  if (url.pathname.endsWith('/metrics/active-users')) {
    const [row] = await store.read<{ n: number }>(
      `SELECT toUInt32(count()) AS n FROM (SELECT user_id, sum(sessions) AS s, sum(searches) AS q FROM base.user_days WHERE ${days} GROUP BY user_id)
       WHERE s >= 2 OR q >= 2`,
    );
    return { start_time: after, end_time: before, active_users: row?.n };
  }
  const [start = '', end = ''] = ['start', 'end'].map((name) => url.searchParams.get(name)?.slice(0, 10));
  const rows = await store.read<{ day: string; usersList: string[] }>(
    `SELECT day, arraySort(groupUniqArray(user_id)) AS usersList FROM base.user_days
     WHERE tenant = '${tenant}' AND day >= '${start}' AND day <= '${end}' GROUP BY day ORDER BY day DESC`,
  );
  const month = rows.map(({ day, usersList }) => {
    const [year, number, date] = day.split('-').map(Number);
    return { usersList, users: usersList.length, day: date, month: number, year };
  });
  return { month, success: true };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const raw = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    const url = new URL(request.url ?? '/', 'http://baseline');
    const claims = request.headers.authorization?.split('.')[1] ?? '';
    const { tenant } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { tenant: string };
    const work =
      request.method === 'GET'
        ? answer(tenant, url).then((found) => ({ status: 200, body: found }))
        : url.pathname === '/v1/events'
          ? post(tenant, body)
          : Promise.resolve({ status: 200, body: {} });
    work.then(
      (found) => response.writeHead(found.status).end(JSON.stringify(found.body)),
      (error: unknown) => response.writeHead(503).end(JSON.stringify({ error: String(error) })),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
