import fc from 'fast-check';
import { engagementActiveUsers } from '../../model/engagement/active-users';
import { newUsers } from '../../model/engagement/new-users';
import { settle } from '../../model/facts';
import { EMPTY_WORLD } from '../../model/world';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions } from '../../support/stored-facts';
import { get, span } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

const FROM = Date.UTC(2024, 1, 10);
const HOUR_MS = 3_600_000;
const instant = fc
  .tuple(fc.integer({ min: 0, max: 40 * 8 }), fc.constantFrom(0, 0, -1, 1))
  .map(([steps, ms]) => new Date(FROM + steps * 3 * HOUR_MS + ms).toISOString());
const event = fc.record({
  type: fc.constantFrom('session' as const, 'search' as const),
  id: fc.constantFrom('1', '2'),
  // Few users, so that they come back; their order by code point differs from that by UTF-16.
  user_id: fc.constantFrom('ann', 'Bob', 'é', '\uFF5E', '\u{1F600}'),
  org_id: fc.constantFrom('org-a', 'org-b'),
  created_at: instant,
});
const batches = fc.array(fc.array(event, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 });

let tenants = 0;

test('every answer is the one that the slow and plain model gives', async () => {
  const property = fc.asyncProperty(
    batches,
    fc.array(fc.tuple(instant, instant), { minLength: 4, maxLength: 8 }),
    async (sent, ranges) => {
      const tenant = `tenant-${++tenants}`;
      for (const batch of sent) {
        for (const [type, insert] of [
          ['session', insertSessions],
          ['search', insertSearches],
        ] as const) {
          const rows = batch
            .filter((one) => one.type === type)
            .map(({ id, user_id, org_id, created_at }) => ({
              tenant,
              id,
              user: user_id,
              org: org_id,
              at: created_at,
            }));
          if (rows.length > 0) await insert(service.store, rows);
        }
      }
      const facts = settle({ ...EMPTY_WORLD, events: sent.flat() });
      for (const [start, end] of ranges) {
        const ask = async (name: string): Promise<unknown> =>
          (await get(service, name, span(start, end), tenant)).body as unknown;
        expect(await ask('users/active-users')).toEqual(engagementActiveUsers(facts, { start, end }));
        expect(await ask('users/new-users')).toEqual(newUsers(facts, { start, end }));
      }
    },
  );
  await fc.assert(property, { numRuns: 15, endOnFailure: true });
});
