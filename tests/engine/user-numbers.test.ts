import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { NumberRanges } from '../../services/ingest/users/number-ranges';
import { NextNumbers } from '../../services/ingest/users/number-source';
import { UserNumbers } from '../../services/ingest/users/user-numbers';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const root = temporaryDirectory();
let store: Store;
beforeAll(async () => {
  store = await openStore({ database: 'headcount', dataDir: root });
  await migrate(store);
});
afterAll(() => {
  removeDirectory(root);
});

function alone(): UserNumbers {
  return new UserNumbers({ store, source: new NextNumbers(store), hasOtherWriters: false });
}

function among(others: Pick<Store, 'query' | 'insert'>): UserNumbers {
  const source = new NumberRanges(others, randomUUID);
  return new UserNumbers({ store: others, source, hasOtherWriters: true });
}

function users(count: number, from = 0): Set<string> {
  return new Set(Array.from({ length: count }, (_, index) => `user-${from + index}`));
}

async function commit(numbers: UserNumbers, tenant: string, userIds: ReadonlySet<string>): Promise<number[]> {
  const given = await numbers.of(tenant, userIds);
  const batch = numbers.rows(tenant, given);
  if (batch.rows.length > 0) await store.insert(batch);
  numbers.stored(tenant, given);
  return [...userIds].map((userId) => given.get(userId) ?? 0);
}

test('users get the numbers from 1 without a gap, each one, however many ask at once, each tenant its own', async () => {
  const numbers = alone();
  const asked = [users(50), users(50, 25), users(10, 70), users(1)];
  const answers = await Promise.all(asked.map((userIds) => numbers.of('dense', userIds)));
  const given = new Map(answers.flatMap((answer) => [...answer]));
  expect([...given.values()].sort((one, other) => one - other)).toEqual(
    Array.from({ length: 80 }, (_, index) => index + 1),
  );
  for (const answer of answers) for (const [userId, number] of answer) expect(given.get(userId)).toBe(number);
  expect([...(await numbers.of('other', users(1)))]).toEqual([['user-0', 1]]);
});

test('a new number goes with every part that uses it until one is stored', async () => {
  const numbers = alone();
  const given = await numbers.of('carried', users(2));
  const again = await numbers.of('carried', users(3));
  expect(numbers.rows('carried', given).rows).toEqual(['["carried","user-0",1]', '["carried","user-1",2]']);
  // The first part is refused: the second still carries the rows of its users.
  expect(numbers.rows('carried', again).rows).toHaveLength(3);
  await store.insert(numbers.rows('carried', again));
  numbers.stored('carried', again);
  expect(numbers.rows('carried', given).rows).toEqual([]);
});

test('a start later finds every number, and gives none twice, not even one that is only put aside', async () => {
  const before = await commit(alone(), 'later', users(5));
  const next = alone();
  next.keep([[{ table: 'headcount.user_numbers', columns: [], rows: ['["later","aside",6]'] }]]);
  expect(await commit(next, 'later', new Set([...users(5), 'new', 'aside']))).toEqual([...before, 7, 6]);
});

test('a user who was forgotten gets a number of their own, never the one before', async () => {
  const numbers = alone();
  await commit(numbers, 'forgotten', users(3));
  await store.command(
    "ALTER TABLE headcount.user_numbers DELETE WHERE tenant = 'forgotten' AND user_id = 'user-2' SETTINGS mutations_sync = 2",
  );
  numbers.forget('forgotten', 'user-2');
  expect(await commit(numbers, 'forgotten', users(3))).toEqual([1, 2, 4]);
});

test('users beyond those kept in memory are found again', async () => {
  const numbers = alone();
  const given = await commit(numbers, 'many', users(25_000));
  expect(new Set(given).size).toBe(25_000);
  expect(await commit(alone(), 'many', users(25_000))).toEqual(given);
});

test('several processes never give one number to two users, and say which numbers are one user', async () => {
  const delayed: Pick<Store, 'query' | 'insert'> = {
    query: async (question, params) => {
      await sleep(Math.random() * 6);
      return await store.query(question, params);
    },
    insert: async (batch) => {
      await sleep(Math.random() * 6);
      await store.insert(batch);
    },
  };
  const used = new Map<string, Set<number>>();
  for (let round = 0; round < 12; round += 1) {
    const processes = [among(delayed), among(delayed), among(delayed)];
    await Promise.all(
      processes.map(async (process) => {
        for (const [userId, number] of await process.of('raced', users(4, round * 3))) {
          used.set(userId, (used.get(userId) ?? new Set()).add(number));
        }
      }),
    );
  }
  await store.close();
  const client = await openClient(root);
  const twice = await rows(
    client,
    `SELECT tenant, number FROM headcount.user_numbers GROUP BY tenant, number HAVING uniqExact(user_id) > 1`,
  );
  const aliases = await rows<{ number: number; canonical: number }>(
    client,
    `SELECT number, min(canonical) AS canonical FROM headcount.user_number_aliases WHERE tenant = 'raced' GROUP BY number`,
  );
  await client.close();
  expect(twice).toEqual([]);
  const canonical = new Map(aliases.map(({ number, canonical: smallest }) => [number, smallest]));
  for (const numbers of used.values()) {
    expect(new Set([...numbers].map((number) => canonical.get(number) ?? number)).size).toBe(1);
  }
  expect(used.size).toBe(37);
});
