import fc from 'fast-check';
import { activeUsers, activeUsersSeries } from '../../model/devin/active-users';
import { settle } from '../../model/facts';
import type { SentEvent } from '../../model/sent-event';
import { EMPTY_WORLD } from '../../model/world';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions, type StoredEvent } from '../../support/stored-facts';
import { ENTERPRISE, get } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

/** Ten weeks around a leap day; times on a coarse grid, so that edges are met. */
const FROM = Date.UTC(2024, 0, 25) / 1000;
const STEP = 6 * 3600;
const STEPS = 70 * 4;

const time = fc.integer({ min: 0, max: STEPS }).map((step) => FROM + step * STEP);
const event = fc.record({
  type: fc.constantFrom('session', 'search'),
  id: fc.constantFrom('1', '2', '3'),
  user_id: fc.constantFrom('ann', 'bob', 'cid', 'dan'),
  org_id: fc.constantFrom('org-a', 'org-b'),
  created_at: fc
    .tuple(time, fc.constantFrom(0, 0, 1, 999))
    .map(([seconds, ms]) => new Date(seconds * 1000 + ms).toISOString()),
});
const batches = fc.array(fc.array(event, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 });
const question = fc.record({
  range: fc.tuple(time, time).filter(([a, b]) => a !== b),
  shift: fc.constantFrom(0, 0, 1),
  min_sessions: fc.integer({ min: 0, max: 4 }),
  min_searches: fc.integer({ min: 0, max: 4 }),
  org_ids: fc.constantFrom(undefined, ['org-a'], ['org-b', 'org-x'], ['org-a', 'org-b']),
});

let tenants = 0;

async function store(tenant: string, events: readonly SentEvent[]): Promise<void> {
  const rowsOf = (type: string): StoredEvent[] =>
    events.flatMap((sent) =>
      sent.type === type && 'org_id' in sent
        ? [{ tenant, id: sent.id, user: sent.user_id, org: sent.org_id, at: sent.created_at }]
        : [],
    );
  if (rowsOf('session').length > 0) await insertSessions(service.store, rowsOf('session'));
  if (rowsOf('search').length > 0) await insertSearches(service.store, rowsOf('search'));
}

test('every answer is the one that the slow and plain model gives, whatever is repeated in whatever parts', async () => {
  const property = fc.asyncProperty(
    batches,
    fc.array(question, { minLength: 3, maxLength: 6 }),
    async (sent, questions) => {
      const tenant = `tenant-${++tenants}`;
      for (const batch of [...sent, sent[0] ?? []]) await store(tenant, batch);
      const facts = settle({ ...EMPTY_WORLD, events: sent.flat() });
      for (const { range, shift, min_sessions, min_searches, org_ids } of questions) {
        const time_after = Math.min(...range) + shift;
        const time_before = Math.max(...range) + shift;
        const asked = { time_after, time_before, min_sessions, min_searches, ...(org_ids && { org_ids }) };
        const numbers = { time_after, time_before, min_sessions, min_searches };
        const query = Object.entries(numbers).map(([name, value]) => `${name}=${value}`);
        if (org_ids) query.push(`org_ids=${org_ids.join(',')}`);
        const ask = async (name: string): Promise<unknown> =>
          (await get(service, `${ENTERPRISE}/${name}?${query.join('&')}`, tenant)).body as unknown;
        expect(await ask('dau')).toEqual(activeUsersSeries(facts, 'day', asked));
        expect(await ask('wau')).toEqual(activeUsersSeries(facts, 'week', asked));
        expect(await ask('mau')).toEqual(activeUsersSeries(facts, 'month', asked));
        expect(await ask('active-users')).toEqual(activeUsers(facts, asked));
      }
    },
  );
  await fc.assert(property, { numRuns: 15, endOnFailure: true });
});
