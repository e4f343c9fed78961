import type { Store } from '../../../clickhouse/store';

/** A small random history in every fact table: users who meet in several places and days, events sent again, newer versions. */
export async function insertRandomFacts(store: Pick<Store, 'insert'>, random: () => number): Promise<void> {
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  for (let batch = 0; batch < 4; batch += 1) {
    const sessions = Array.from({ length: 40 }, () => eventRow(pick, random, batch));
    await store.insert({
      table: 'sessions',
      columns: [...EVENT, 'pull_requests'],
      rows: sessions.map((row) =>
        JSON.stringify([...row, pick([[], [pullRequest(pick(['p1', 'p2', 'p3']))]])]),
      ),
    });
    await store.insert({
      table: 'searches',
      columns: EVENT,
      rows: Array.from({ length: 40 }, () => JSON.stringify(eventRow(pick, random, batch))),
    });
    await store.insert({
      table: 'app_usage_reports',
      columns: USAGE,
      rows: Array.from({ length: 40 }, () => JSON.stringify(usageRow(pick, random, batch))),
    });
  }
}

/** Repeatable numbers from 0 to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What stands for each user in bitmaps; one number for each, as the service gives them. */
const USERS = ['ada', 'bob', 'cy', 'zoë\\', 'eve', 'fay', 'gus'] as const;
type User = (typeof USERS)[number];

function numbered(user: User): [User, number] {
  return [user, USERS.indexOf(user) + 1];
}

const EVENT = ['tenant', 'org_id', 'user_id', 'user_number', 'id', 'created_at', 'updated_at', 'received_at'];
const USAGE = [
  ...[
    'tenant',
    'client_id',
    'app_id',
    'activity_date',
    'user_id',
    'user_number',
    'platform',
    'id',
    'started_at',
    'ended_at',
  ],
  ...['report', 'last_active_at', 'received_at'],
];
type Choose = <T>(values: readonly [T, ...T[]]) => T;

function eventRow(pick: Choose, random: () => number, batch: number): unknown[] {
  const at = `${pick(['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'])}T0${Math.floor(random() * 9)}:00:00Z`;
  const version = `2026-03-0${1 + batch}T00:00:00Z`;
  const place = [pick(['acme', "o'hara"]), pick(['org-a', 'org-b'])];
  return [
    ...place,
    ...numbered(pick(['ada', 'bob', 'cy', 'zoë\\'])),
    `e${Math.floor(random() * 30)}`,
    at,
    version,
    version,
  ];
}

function usageRow(pick: Choose, random: () => number, batch: number): unknown[] {
  const date = pick(['2025-12-31', '2026-01-01', '2026-01-31']);
  const version = `2026-03-0${1 + batch}T00:00:00Z`;
  const [startedAt, endedAt] = pick([
    [`${date}T10:00:00Z`, `${date}T11:00:00Z`],
    [null, null],
  ]);
  const ms = Math.floor(random() * 1000);
  const report = {
    updated_at: version,
    active_ms: ms,
    session_count: 1,
    day_active_ms: ms,
    day_session_count: 1,
  };
  const place = [pick(['acme', "o'hara"]), CLIENT, `${APP}${Math.floor(random() * 6)}`, date];
  const who = [
    ...numbered(pick(['ada', 'bob', 'eve', 'fay', 'gus'])),
    pick(['desktop', 'web']),
    `r${Math.floor(random() * 20)}`,
  ];
  return [...place, ...who, startedAt, endedAt, report, pick([null, `${date}T20:00:00Z`]), version];
}

function pullRequest(id: string): object {
  return { id, state: 'open', created_at: null, taken_over: false };
}

const CLIENT = '0a0a0a0a-0000-4000-8000-000000000001';
const APP = '0b0b0b0b-0000-4000-8000-00000000000';
