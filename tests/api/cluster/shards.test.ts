import fc from 'fast-check';
import { join } from 'node:path';
import { createIngest } from '../../../services/ingest/service';
import { startService } from '../../../services/platform/lifecycle/service';
import type { Service } from '../../../services/platform/lifecycle/service';
import type { PartFactory } from '../../../services/platform/lifecycle/part';
import { createLogger } from '../../../services/platform/logger';
import { loadSettings } from '../../../services/platform/settings/settings';
import { createQuery } from '../../../services/query/service';
import type { SentEvent } from '../../model/sent-event';
import { anyDelivery, deliverAll } from '../../properties/arbitraries/delivery';
import { anyDirectory, registerAll } from '../../properties/arbitraries/directory';
import { anyEvent, anyEvents } from '../../properties/arbitraries/events';
import { NOW_MS } from '../../properties/arbitraries/pools';
import { runs } from '../../properties/runs';
import { createApi } from '../../support/api';
import type { Api } from '../../support/api';
import { startClickHouseFront } from '../../support/clickhouse-front/start';
import type { ClickHouseFront } from '../../support/clickhouse-front/start';
import { makeTempDir, mintToken, removeDir, TEST_SECRET } from '../../support/service';
import { drawKinds, endpointOf, questionsOf } from './every-kind';
import { IN_FRONT, MOST_SHARDS, Shards } from './shards';

const SEED = Number(process.env.HEADCOUNT_SEED ?? 7);
const { numRuns: QUESTIONS_OF_A_KIND } = runs(1);

const kinds = drawKinds(SEED);

let directory: string;
let front: ClickHouseFront;
let shards: Shards;
let whole: Service;
let sharded: Service;

beforeAll(async () => {
  directory = await makeTempDir();
  front = await startClickHouseFront(join(directory, 'server'));
  shards = new Shards(front);
  whole = await start('headcount', [createIngest, createQuery]);
  await shards.create();
  const [delivery] = fc.sample(anyEvents(anyEvent, 80).map(ofManyUsers).chain(anyDelivery), {
    seed: SEED,
    numRuns: 1,
  });
  const [named] = fc.sample(anyDirectory, { seed: SEED, numRuns: 1 });
  for (let count = 1; count <= MOST_SHARDS; count += 1) {
    const api = createApi(whole.url, mintToken({ tenant: tenantOf(count) }));
    if (named) await registerAll(api, named);
    if (delivery) await deliverAll(api, delivery);
  }
  await shards.fill();
  sharded = await start(IN_FRONT, [createQuery]);
});
afterAll(async () => {
  await sharded.stop();
  await whole.stop();
  await shards.close();
  await front.stop();
  await removeDir(directory);
});

/** So many that every shard gets some, and still some with several events. */
function ofManyUsers(events: readonly SentEvent[]): SentEvent[] {
  return events.map((event, index) =>
    index % 3 === 0 ? event : { ...event, user_id: `${event.user_id} ${index % 5}` },
  );
}

/** A tenant whose rows lie on so many shards. */
function tenantOf(shardCount: number): string {
  return `${shardCount} shards`;
}

async function start(database: string, parts: PartFactory[]): Promise<Service> {
  const settings = loadSettings({
    ...{
      PORT: '0',
      JWT_SECRET: TEST_SECRET,
      DATA_DIR: join(directory, database),
      CLICKHOUSE_DATABASE: database,
    },
    ...{ CLICKHOUSE_URL: front.url, CLICKHOUSE_USER: front.user, CLICKHOUSE_PASSWORD: front.password },
  });
  return startService({ settings, parts, logger: createLogger('error'), now: () => new Date(NOW_MS) });
}

test.each(Array.from({ length: MOST_SHARDS }, (_, index) => index + 1))(
  'over %i shards every question has the answer that it has over one database',
  async (shardCount) => {
    expect(await shards.used(tenantOf(shardCount))).toBe(shardCount);
    const token = mintToken({ tenant: tenantOf(shardCount) });
    const ask = (service: Service, path: string): ReturnType<Api['get']> =>
      createApi(service.url, token).get(path);
    const paths = questionsOf(kinds, shardCount, QUESTIONS_OF_A_KIND);
    for (const path of paths) {
      const [wanted, given] = await Promise.all([ask(whole, path), ask(sharded, path)]);
      expect({ path, ...given }).toEqual({ path, ...wanted });
    }
  },
);

test('no endpoint that answers figures is left out', () => {
  const asked = new Set(questionsOf(kinds, 1, 1).map(endpointOf));
  const figures = sharded.endpoints
    .filter(({ method, path }) => method === 'GET' && /^\/(?:v[123]|api)\//.test(path))
    .map(({ path }) => path.replaceAll(/:\w+|\{\w+\}/g, '{id}'));
  expect(figures.filter((path) => !asked.has(path))).toEqual([]);
});
