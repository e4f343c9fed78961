import { StoreError } from '../../../clickhouse/errors';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import { GROUP_POLICY } from '../../../services/ingest/commit/policy';
import { startIngest } from './support/ingest-under-test';
import type { IngestUnderTest, Received } from './support/ingest-under-test';

let refuses: (batch: InsertBatch) => boolean = () => false;
let service: IngestUnderTest;

beforeEach(async () => {
  const insertThrough = (store: Store): Store => ({
    ...store,
    insert: async (batch) => {
      if (refuses(batch)) throw new StoreError('invalid');
      await store.insert(batch);
    },
  });
  const groupPolicy = { ...GROUP_POLICY, lingerMs: 30 };
  service = await startIngest({ insertThrough, groupPolicy, hasOtherWriters: false });
});
afterEach(async () => {
  refuses = () => false;
  await service.stop();
});

function post(id: string, user: string): Promise<Received> {
  const created_at = '2026-03-09T10:00:00Z';
  return service.send('/v1/events', {
    body: { type: 'session', id, user_id: user, org_id: 'a', created_at },
  });
}

async function numberOf(user: string): Promise<number[]> {
  const params = { tenant: 'acme', user_ids: [user] };
  const rows = await service.store.query<{ number: number }>('ingest/user-numbers', params);
  return rows.map(({ number }) => number);
}

test("a refused request takes no number with it that another one's events bear", async () => {
  refuses = ({ table, rows }) => table === 'headcount.sessions' && rows.some((row) => row.includes('poison'));
  const [bad, good] = await Promise.all([post('poison', 'ann'), post('good', 'ann')]);
  expect([bad.status, good.status]).toEqual([500, 200]);
  expect(await numberOf('ann')).toEqual([1]);
});

test('a number that the store has refused is offered again with the next events, and stays the same', async () => {
  refuses = ({ table }) => table === 'headcount.user_numbers';
  expect((await post('1', 'ann')).status).toBe(500);
  expect(await numberOf('ann')).toEqual([]);
  refuses = () => false;
  expect((await post('2', 'bob')).status).toBe(200);
  expect((await post('3', 'ann')).status).toBe(200);
  expect([await numberOf('ann'), await numberOf('bob')]).toEqual([[1], [2]]);
});

test('a number that is only in a commit put aside is known to the next start', async () => {
  refuses = ({ table }) => table === 'headcount.user_numbers';
  expect((await post('1', 'ann')).status).toBe(500);
  await service.restart();
  refuses = ({ table, rows }) => table === 'headcount.sessions' && rows.some((row) => row.includes('"1"'));
  expect((await post('2', 'bob')).status).toBe(200);
  refuses = () => false;
  await service.restart();
  expect(await numberOf('bob')).toEqual([2]);
  expect(await numberOf('ann')).toEqual([1]);
});
