import fc from 'fast-check';
import { prMetrics } from '../../model/devin/pull-requests';
import { sessionMetrics } from '../../model/devin/sessions';
import { sessionsByCategory } from '../../model/devin/sessions-by-category';
import { settle } from '../../model/facts';
import type { SentSession } from '../../model/sent-event';
import { EMPTY_WORLD } from '../../model/world';
import { createApi } from '../../support/api';
import { mintToken, startInProcess, type InProcessService } from '../../support/service';
import { session } from './counted-events';
import { ENTERPRISE } from './support';

let service: InProcessService;
beforeAll(async () => {
  service = await startInProcess(() => new Date('2024-04-01T00:00:00.000Z'));
});
afterAll(() => service.stop());

const time = fc.integer({ min: 0, max: 3 }).map((day) => new Date(Date.UTC(2024, 2, 1 + day)).toISOString());
const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 1 });
const pullRequest = fc.record({
  id: fc.constantFrom('pr-1', 'pr-2'),
  state: fc.constantFrom('open' as const, 'merged' as const, 'closed' as const),
  created_at: optional(time),
  taken_over: fc.boolean(),
});

/** Few instants, ids and names, so that almost everything is tied; figures that no binary fraction holds. */
const anySession: fc.Arbitrary<SentSession> = fc
  .record({
    id: fc.constantFrom('1', '2', '\uFF5E', '\u{1F600}'),
    created_at: time,
    details: fc.record({
      user_id: fc.constantFrom('ann', '\uFF5E', '\u{1F600}'),
      org_id: fc.constantFrom('org-a', 'org-b'),
      updated_at: optional(time),
      acus: optional(fc.constantFrom(0, 0.1, 0.005, 1e-7, 12.345, 1e21, 1e30, 3e300)),
      category: optional(fc.constantFrom('b', 'uncategorized', '\uFF5E', '\u{1F600}')),
      subcategory_id: optional(fc.constantFrom('1', '2')),
      subcategory_name: optional(fc.constantFrom('Other', 'Same', '1')),
      pull_requests: optional(fc.array(pullRequest, { maxLength: 3 })),
    }),
  })
  .map(
    ({ id, created_at, details }) =>
      JSON.parse(JSON.stringify(session(id, created_at, details as object))) as SentSession,
  );

/** Of one identity and version only the first is sent: which of two contents wins there is the store's choice. */
function withoutOwnTies(sent: readonly SentSession[]): SentSession[] {
  const keyOf = ({ id, user_id, org_id, created_at, updated_at = created_at }: SentSession): string =>
    JSON.stringify([id, user_id, org_id, created_at, updated_at]);
  return [...new Map(sent.map((one) => [keyOf(one), one])).values()];
}

const MODELS = { prs: prMetrics, sessions: sessionMetrics, 'sessions-by-category': sessionsByCategory };
const day = (number: number): number => Date.UTC(2024, 2, number) / 1000;
const RANGES = [
  { time_after: day(1), time_before: day(2) },
  { time_after: day(2), time_before: day(4) + 1 },
  { time_after: 0, time_before: day(9), org_ids: ['org-b'] },
];

let tenants = 0;

test('of tied sessions every answer takes the same one, in whatever order they come, and adds up to the last digit', async () => {
  const property = fc.asyncProperty(
    fc.array(anySession, { minLength: 1, maxLength: 14 }).map(withoutOwnTies),
    fc.boolean(),
    async (events, reversed) => {
      const api = createApi(service.url, mintToken({ tenant: `tenant-${++tenants}` }));
      const ordered = reversed ? [...events].reverse() : events;
      for (const batch of [ordered.slice(0, 5), ordered.slice(5), ordered.slice(0, 2)]) {
        if (batch.length > 0) expect(await api.postEvents(batch)).toMatchObject({ status: 200 });
      }
      const facts = settle({ ...EMPTY_WORLD, events });
      for (const range of RANGES) {
        const query = Object.entries(range).map(([name, value]) => `${name}=${String(value)}`);
        for (const [name, model] of Object.entries(MODELS)) {
          const { body } = await api.get(`${ENTERPRISE}/${name}?${query.join('&')}`);
          expect({ name, range, body }).toEqual({ name, range, body: model(facts, range) });
        }
      }
    },
  );
  await fc.assert(property, { numRuns: 18, endOnFailure: true });
});
