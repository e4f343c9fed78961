import { createServer, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Store } from '../../../clickhouse/store';
import { KeptAnswers } from '../../../services/platform/http/kept-answers';
import { createApp } from '../../../services/platform/http/server';
import { createLogger } from '../../../services/platform/logger';
import { KEPT_ANSWER_BYTES } from '../../../services/platform/policy';
import { createTokenVerifier } from '../../../services/platform/tokens/token-verifier';
import { createQuery } from '../../../services/query/service';
import { insertManyUsers, MANY_USERS_APP, MANY_USERS_CLIENT } from '../../support/many-users';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { mintToken, TEST_SECRET } from '../../support/tokens';

const USERS = 50_000;
/** Ids as long as they may be, so that the list is far larger than what sockets hold. */
const ID_LENGTH = 128;
/** What two sockets of this machine and the streams between them may hold, generously, in rows of some 600 bytes. */
const ROWS_ON_THE_WAY = 30_000;

let service: QueryUnderTest;
let server: Server;
let taken = 0;

beforeAll(async () => {
  service = await startQuery();
  await insertManyUsers(service.store, USERS, { idLength: ID_LENGTH });
  const app = createApp({
    ...(await createQuery({ store: counting(service.store) })),
    families: createQuery.families,
    verify: createTokenVerifier({ secret: TEST_SECRET, issuer: 'headcount', audience: 'headcount' }),
    logger: createLogger('error'),
    now: () => new Date(),
    keptAnswers: new KeptAnswers((tenant) => service.store.generationOf(tenant), KEPT_ANSWER_BYTES),
  });
  server = createServer((req, res) => {
    app(req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await service.stop();
});

/** Counts the rows that are taken from the store's streams. */
function counting(store: Store): Store {
  return {
    ...store,
    stream: async function* <Row>(...asked: Parameters<Store['stream']>) {
      for await (const rows of store.stream<Row>(...asked)) {
        taken += rows.length;
        yield rows;
      }
    },
  };
}

async function open(format: string, method = 'GET', known = ''): Promise<IncomingMessage> {
  taken = 0;
  const period = 'granularity=daily&start_date=2026-02-01&end_date=2026-02-28';
  const path = `/v2/clients/${MANY_USERS_CLIENT}/analytics/apps/${MANY_USERS_APP}/utilization/users?${period}&format=${format}`;
  const { port } = server.address() as AddressInfo;
  const authorization = `Bearer ${mintToken({ tenant: 'acme' })}`;
  const headers = { authorization, ...(known !== '' && { 'if-none-match': known }) };
  const [answer] = (await once(request({ port, path, headers, method }).end(), 'response')) as [
    IncomingMessage,
  ];
  if (known === '') expect(answer.statusCode).toBe(200);
  return answer;
}

/** Turns of the event loop until nothing is taken any more. */
async function untilStill(): Promise<void> {
  for (let before = -1; before !== taken;) {
    before = taken;
    for (let turn = 0; turn < 5_000; turn++) await new Promise(setImmediate);
  }
}

test('an export that nobody reads stops taking rows; read on, it comes whole and in order', async () => {
  const answer = await open('ndjson');
  expect(answer.headers).toMatchObject({
    'cache-control': 'private, no-cache',
    'transfer-encoding': 'chunked',
  });
  await untilStill();
  expect(taken).toBeLessThan(ROWS_ON_THE_WAY);

  let rows = 0;
  let last = Infinity;
  for await (const line of createInterface({ input: answer })) {
    const row = JSON.parse(line) as { avg_time_ms_per_day: { value: number } };
    expect(row.avg_time_ms_per_day.value).toBeLessThanOrEqual(last);
    last = row.avg_time_ms_per_day.value;
    rows += 1;
  }
  expect([rows, taken]).toEqual([USERS, USERS]);
});

test.each(['csv', 'arrow'])(
  'a caller that leaves ends an export (%s), and the next one runs',
  async (format) => {
    for (let round = 0; round < 3; round++) {
      (await open(format)).destroy();
      await untilStill();
      expect(taken).toBeLessThan(USERS);
    }
    (await open(format, 'HEAD')).resume();
    await untilStill();
    expect(taken).toBeLessThan(USERS);
    let bytes = 0;
    for await (const chunk of (await open(format)) as AsyncIterable<Buffer>) bytes += chunk.length;
    expect([taken, bytes > USERS * ID_LENGTH]).toEqual([USERS, true]);
  },
);

test('an export that the caller has already is 304, until something is written', async () => {
  const first = await open('csv');
  const { etag = '' } = first.headers;
  expect(etag).toMatch(/^W\/"/);
  first.destroy();
  const again = await open('csv', 'GET', etag);
  expect([again.statusCode, again.headers.etag]).toEqual([304, etag]);
  await untilStill();
  expect(taken).toBeLessThan(USERS);
  const other = await open('ndjson', 'GET', etag);
  expect(other.statusCode).toBe(200);
  other.destroy();
  await insertManyUsers(service.store, 1, { idLength: ID_LENGTH });
  const later = await open('csv', 'GET', etag);
  expect(later.statusCode).toBe(200);
  later.destroy();
});
