import fc from 'fast-check';
import { addDays } from '../../model/dates';
import { settle } from '../../model/facts';
import { startOfDate } from '../../model/metrics/local-buckets';
import type { SentEvent } from '../../model/sent-event';
import { EMPTY_WORLD } from '../../model/world';
import { anyMetricsQuestion } from '../../properties/questions/metrics';
import { runs } from '../../properties/runs';
import { type QueryUnderTest, startQuery } from '../../support/query-service';
import { insertSearches, insertSessions, type StoredEvent } from '../../support/stored-facts';
import { get } from './support';

let service: QueryUnderTest;
beforeAll(async () => {
  service = await startQuery();
});
afterAll(() => service.stop());

/** Zones with odd offsets, and dates on which their clocks do something. */
const PLACES: readonly (readonly [string, string])[] = [
  ['UTC', '2024-02-29'],
  ['Asia/Kolkata', '2024-03-01'],
  ['Asia/Kathmandu', '1986-01-01'],
  ['Pacific/Chatham', '2024-04-07'],
  ['Pacific/Chatham', '2024-09-29'],
  ['Australia/Lord_Howe', '2024-04-07'],
  ['Australia/Lord_Howe', '2024-10-06'],
  ['America/New_York', '2024-03-10'],
  ['America/New_York', '2024-11-03'],
  // A date that never was.
  ['Pacific/Apia', '2011-12-30'],
  // No midnight; midnight twice; back to the day before, a minute after midnight.
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-17'],
  ['America/St_Johns', '2007-11-04'],
  // Offsets of odd seconds.
  ['Africa/Monrovia', '1972-01-07'],
  // The edge of what can be stored.
  ['Asia/Kolkata', '1970-01-05'],
  ['America/New_York', '1970-01-05'],
];

const SECOND_MS = 1_000;
const LATE_MS = Date.parse('2100-01-01T00:00:00.000Z');

const anyPlace = fc.constantFrom(...PLACES).chain(([timezone, date]) => {
  const anyInstantMs = fc
    .tuple(
      fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -40, max: 12 })),
      fc.constantFrom(-SECOND_MS, -1, 0, 1, 59 * SECOND_MS, 61 * SECOND_MS, 3_600_000, 43_200_000),
    )
    .map(([days, ms]) => Math.max(0, startOfDate(addDays(date, days), timezone) + ms));
  const event = fc.record({
    type: fc.constantFrom('session' as const, 'search' as const),
    id: fc.constantFrom('1', '2'),
    user_id: fc.constantFrom('ann', 'bob', 'cid', 'z\u{1F600}', 'z\uFB03'),
    org_id: fc.constantFrom('org-a', 'org-b'),
    created_at: anyInstantMs.map((ms) => new Date(ms).toISOString()),
  });
  const question = anyMetricsQuestion({
    nowMs: LATE_MS,
    anySecond: anyInstantMs.map((ms) => Math.floor(ms / 1000)),
    timezones: [timezone, timezone, undefined],
    orgIds: ['org-a', 'org-b', 'org-x'],
    longestDays: 60,
  });
  return fc.record({
    batches: fc.array(fc.array(event, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 3 }),
    questions: fc.array(question, { minLength: 8, maxLength: 8 }),
  });
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

test("in every zone and on its odd days every answer is the slow and plain model's", async () => {
  await fc.assert(
    fc.asyncProperty(anyPlace, async ({ batches, questions }) => {
      const tenant = `tenant-${++tenants}`;
      for (const batch of [...batches, batches[0] ?? []]) await store(tenant, batch);
      const facts = settle({ ...EMPTY_WORLD, events: batches.flat() });
      for (const { path, expected } of questions) {
        const answer = await get(service, path, { tenant });
        const body = answer.body as unknown;
        expect({ path, status: answer.status, body }).toEqual({ path, status: 200, body: expected(facts) });
      }
    }),
    { ...runs(8), endOnFailure: true },
  );
});

test('the dates of the places are those on which the clocks do what they do', () => {
  const hoursOf = ([timezone, date]: readonly [string, string]): number =>
    (startOfDate(addDays(date, 1), timezone) - startOfDate(date, timezone)) / 3_600_000;
  expect(PLACES.map(hoursOf)).toEqual([
    24,
    24,
    23.75,
    25,
    23,
    24.5,
    23.5,
    23,
    25,
    0,
    23,
    25,
    25,
    24 - 44.5 / 60,
    24,
    24,
  ]);
});
