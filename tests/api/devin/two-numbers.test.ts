import type { QueryUnderTest } from '../../support/query-service';
import { startQuery } from '../../support/query-service';
import { get } from './support';

/** Two tenants with the same events; in the second two processes gave the user a number each, and both stored some of them. */
const ONE = 'one number';
const TWO = 'two numbers';
const EVENTS: readonly (readonly [id: string, at: string])[] = [
  ['a', '2026-03-09T10:00:00.000Z'],
  ['b', '2026-03-09T11:00:00.000Z'],
  ['c', '2026-03-10T10:00:00.000Z'],
  ['d', '2026-03-17T10:00:00.000Z'],
];

let service: QueryUnderTest;

beforeAll(async () => {
  service = await startQuery();
  await store(ONE, 1, EVENTS);
  await store(TWO, 1, EVENTS.slice(0, 3));
  await store(TWO, 257, EVENTS.slice(1));
  await service.store.insert({
    table: 'user_number_aliases',
    columns: ['tenant', 'number', 'canonical'],
    rows: [JSON.stringify([TWO, 257, 1])],
  });
});
afterAll(() => service.stop());

async function store(tenant: string, number: number, events: typeof EVENTS): Promise<void> {
  const columns = ['tenant', 'org_id', 'user_id', 'user_number', 'id', 'created_at', 'updated_at'];
  const rows = events.map(([id, at]) => JSON.stringify([tenant, 'org-a', 'ann', number, id, at, at]));
  await service.store.insert({ table: 'sessions', columns, rows });
  await service.store.insert({ table: 'searches', columns, rows });
  await service.store.insert({
    table: 'user_numbers',
    columns: ['tenant', 'user_id', 'number'],
    rows: [JSON.stringify([tenant, 'ann', number])],
  });
}

const RANGE = 'time_after=1772409600&time_before=1774310400';
const RAGGED = 'time_after=1773054000&time_before=1773748000';

test.each([
  ...['dau', 'wau', 'mau', 'active-users'].map((metric) => `/v3/enterprise/metrics/${metric}?${RANGE}`),
  `/v3/enterprise/metrics/active-users?${RAGGED}`,
  `/v1/metrics/breakdown?${RANGE}`,
  `/v1/metrics/breakdown?${RAGGED}`,
  ...['stickiness', 'rolling', 'retention', 'lifecycle', 'users'].map(
    (name) => `/v1/metrics/${name}?${RANGE}`,
  ),
  `/v1/metrics/retention?${RANGE}&timezone=Asia/Kathmandu`,
])('a user whom two processes gave numbers counts as one, and each event once: %s', async (path) => {
  for (const threshold of [1, 2, 3, 4, 5]) {
    const asked = `${path}&min_sessions=${threshold}&min_searches=${threshold}`;
    const wanted = await get(service, asked, ONE);
    const found = await get(service, asked, TWO);
    expect(wanted.status).toBe(200);
    expect({ asked, body: withoutNow(found.body) }).toEqual({ asked, body: withoutNow(wanted.body) });
  }
});

/** An answer tells until when it is complete. */
function withoutNow(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data_through' in body
    ? { ...body, data_through: undefined }
    : body;
}
