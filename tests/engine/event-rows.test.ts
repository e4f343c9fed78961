import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { checkEvent, isRefusal } from '../../services/ingest/events/check-event';
import { toRows } from '../../services/ingest/events/rows';
import { FULL_SESSION, FULL_SAMPLES, NOW_MS, OPEN } from '../unit/events/sample-events';
import type { Sample } from '../unit/events/sample-events';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
afterAll(() => {
  removeDirectory(dataDir);
});

const ODD_TEXTS = ['\0', 'a\0b', '"\\\n\t\u2028', '日本 👩‍👩‍👧', '\u{10ffff}'];
const ODD_ACUS = [0, -0, 5e-324, 1e-7, 0.1, 1 / 3, 2 ** 53 + 2, 1e21, Number.MAX_VALUE];

const EVENTS: readonly Sample[] = [
  ...FULL_SAMPLES.map(([, sample]) => sample),
  ...ODD_TEXTS.map((text) => ({
    ...FULL_SESSION,
    id: text,
    user_id: text,
    category: text,
    pull_requests: [],
  })),
  ...ODD_ACUS.map((acus, index) => ({ ...FULL_SESSION, id: `acus ${index}`, acus })),
];

test('the engine stores every row as it was meant', async () => {
  const store = await openStore({ database: 'headcount', dataDir });
  await insertEvents(store);
  await store.close();

  const client = await openClient(dataDir);
  const texts = await rows<{ id: string; user_id: string; category: string }>(
    client,
    "SELECT id, user_id, category FROM headcount.sessions WHERE category != 'Bug fix'",
  );
  expect(texts.sort(byId)).toEqual(
    ODD_TEXTS.map((text) => ({ id: text, user_id: text, category: text })).sort(byId),
  );
  const acus = await rows<{ acus: number }>(
    client,
    "SELECT acus FROM headcount.sessions WHERE id LIKE 'acus %' ORDER BY id",
  );
  expect(acus.map((row) => row.acus)).toEqual(ODD_ACUS.map((value) => value + 0));
  expect(
    await rows(
      client,
      "SELECT pull_requests, toString(ended_at) AS ended_at FROM headcount.sessions WHERE id = 's-1'",
    ),
  ).toEqual([
    {
      pull_requests: [
        { id: 'pr-1', state: 'merged', created_at: '2026-03-10 12:10:00.000', taken_over: true },
        { id: 'pr-2', state: 'open', created_at: null, taken_over: false },
      ],
      ended_at: '2026-03-10 12:30:00.500',
    },
  ]);
  expect(
    await rows(
      client,
      `SELECT id, toString(activity_date) AS date, report.active_ms AS active_ms, report.day_session_count AS sessions,
              toString(started_at) AS started_at, toString(last_active_at) AS last_active_at
       FROM headcount.app_usage_reports ORDER BY id`,
    ),
  ).toEqual([
    {
      ...{ id: 'd-1', date: '2026-03-09', active_ms: 90_000_000, sessions: 0 },
      ...{ started_at: null, last_active_at: '2026-03-09 22:00:00.000' },
    },
    {
      ...{ id: 'i-1', date: '2026-03-10', active_ms: 60_000, sessions: 3 },
      ...{ started_at: '2026-03-10 10:00:00.000', last_active_at: null },
    },
  ]);
  await client.close();
});

async function insertEvents(store: Store): Promise<void> {
  await migrate(store);
  const checked = EVENTS.map((event) => {
    const result = checkEvent(event, OPEN);
    if (isRefusal(result)) throw new Error(result.code);
    return result;
  });
  const zonesOf = (): { validFromMs: number; timezone: string }[] => [
    { validFromMs: 0, timezone: 'Europe/Berlin' },
  ];
  const numberOf = new Map(checked.map(({ userId }, index) => [userId, index + 1]));
  for (const batch of toRows(checked, { tenant: 'acme', receivedAtMs: NOW_MS, zonesOf, numberOf })) {
    await store.insert(batch);
  }
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}
