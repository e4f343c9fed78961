import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkEvent, isRefusal } from '../../../services/ingest/events/check-event';
import type { CheckedEvent } from '../../../services/ingest/events/checked-event';
import type { RowContext } from '../../../services/ingest/events/rows';
import { toRows } from '../../../services/ingest/events/rows';
import {
  APP_ID,
  CLIENT_ID,
  DAY_REPORT,
  FULL_DAY_REPORT,
  FULL_INTERVAL,
  FULL_SESSION,
  INTERVAL,
  NOW_MS,
  OPEN,
  SEARCH,
  SESSION,
} from './sample-events';
import type { Sample } from './sample-events';
import { elapsedByDate } from './time/slow-local-dates';

const MIGRATIONS = join(__dirname, '..', '..', '..', 'clickhouse', 'migrations');
const RECEIVED = '2026-03-10 15:00:00.000';
const context: RowContext = {
  tenant: 'acme',
  receivedAtMs: NOW_MS,
  numberOf: { get: (user) => (user === 'u-1' ? 7 : 8) },
  zonesOf: () => [{ validFromMs: 0, timezone: 'America/New_York' }],
};

function checked(event: Sample): CheckedEvent {
  const result = checkEvent(event, { ...OPEN, nowMs: Date.parse('2100-01-01T00:00:00Z') });
  if (isRefusal(result)) throw new Error(`${result.code} ${result.path}`);
  return result;
}

/** The rows of the events by table, each as an object. */
function rowsOf(events: readonly Sample[], using = context): Record<string, Record<string, unknown>[]> {
  return Object.fromEntries(
    toRows(events.map(checked), using).map(({ table, columns, rows }) => [
      table,
      rows.map((row) => {
        const values = JSON.parse(row) as unknown[];
        expect(values).toHaveLength(columns.length);
        return Object.fromEntries(columns.map((column, index) => [column, values[index]]));
      }),
    ]),
  );
}

test('each table gets exactly the columns that the migration wants filled', () => {
  const sql = readFileSync(join(MIGRATIONS, '0001_facts.sql'), 'utf8');
  const wanted = [...sql.matchAll(/CREATE TABLE IF NOT EXISTS (\S+)\n\(\n(.*?)\n\)\nENGINE/gs)].map(
    ([, table, body = '']) => [
      table,
      [...body.matchAll(/^ {4}(\w+) +(?!.*MATERIALIZED)/gm)].flatMap(([, column]) =>
        // Migration 9 adds the number behind the user.
        column === 'user_id' ? [column, 'user_number'] : [column],
      ),
    ],
  );
  const made = toRows([SESSION, SEARCH, INTERVAL].map(checked), context);
  expect(made.map(({ table, columns }) => [table, columns])).toEqual(wanted);
});

test('a session', () => {
  expect(rowsOf([SESSION, FULL_SESSION])).toEqual({
    'headcount.sessions': [
      {
        tenant: 'acme',
        org_id: 'org-1',
        user_id: 'u-1',
        user_number: 7,
        id: 's-1',
        created_at: '2026-03-10 10:00:00.000',
        updated_at: '2026-03-10 10:00:00.000',
        ended_at: null,
        origin: null,
        size: null,
        category: null,
        subcategory_id: null,
        subcategory_name: null,
        playbook_id: null,
        from_search: false,
        acus: null,
        pull_requests: [],
        received_at: RECEIVED,
      },
      {
        tenant: 'acme',
        org_id: 'org-1',
        user_id: 'u-1',
        user_number: 7,
        id: 's-1',
        created_at: '2026-03-10 10:00:00.000',
        updated_at: '2026-03-10 13:00:00.000',
        ended_at: '2026-03-10 12:30:00.500',
        origin: 'webapp',
        size: 'm',
        category: 'Bug fix',
        subcategory_id: 'sub-1',
        subcategory_name: 'Crash',
        playbook_id: 'p-1',
        from_search: true,
        acus: 1.25,
        pull_requests: [
          { id: 'pr-1', state: 'merged', created_at: '2026-03-10 12:10:00.000', taken_over: true },
          { id: 'pr-2', state: 'open', created_at: null, taken_over: false },
        ],
        received_at: RECEIVED,
      },
    ],
  });
});

test('a search', () => {
  expect(rowsOf([SEARCH])).toEqual({
    'headcount.searches': [
      {
        tenant: 'acme',
        org_id: 'org-1',
        user_id: 'u-1',
        user_number: 7,
        id: 'q-1',
        created_at: '2026-03-10 10:00:00.000',
        updated_at: '2026-03-10 10:00:00.000',
        received_at: RECEIVED,
      },
    ],
  });
});

test('an interval has a row for each local date, each with the figures of the event and its own', () => {
  const event = { ...FULL_INTERVAL, started_at: '2026-03-10T03:00:00Z', ended_at: '2026-03-10T07:00:00Z' };
  const common = {
    tenant: 'acme',
    client_id: CLIENT_ID,
    app_id: APP_ID,
    user_id: 'u-1',
    user_number: 7,
    platform: 'desktop',
    id: 'i-1',
    started_at: '2026-03-10 03:00:00.000',
    ended_at: '2026-03-10 07:00:00.000',
    last_active_at: null,
    received_at: RECEIVED,
  };
  const figures = { updated_at: '2026-03-10 11:30:00.000', active_ms: 60_000, session_count: 3 };
  expect(rowsOf([event])).toEqual({
    'headcount.app_usage_reports': [
      {
        ...common,
        activity_date: '2026-03-09',
        report: { ...figures, day_active_ms: 15_000, day_session_count: 3 },
      },
      {
        ...common,
        activity_date: '2026-03-10',
        report: { ...figures, day_active_ms: 45_000, day_session_count: 0 },
      },
    ],
  });
});

test("a day's report is one row on its date", () => {
  const row = {
    tenant: 'acme',
    client_id: CLIENT_ID,
    app_id: APP_ID,
    activity_date: '2026-03-09',
    user_id: 'u-1',
    user_number: 7,
    platform: 'web',
    id: 'd-1',
    started_at: null,
    ended_at: null,
    received_at: RECEIVED,
  };
  const ms = { active_ms: 90_000_000, day_active_ms: 90_000_000 };
  expect(rowsOf([DAY_REPORT, FULL_DAY_REPORT])).toEqual({
    'headcount.app_usage_reports': [
      {
        ...row,
        report: { ...ms, updated_at: '2026-03-09 00:00:00.000', session_count: 1, day_session_count: 1 },
        last_active_at: null,
      },
      {
        ...row,
        report: { ...ms, updated_at: '2026-03-10 11:30:00.000', session_count: 0, day_session_count: 0 },
        last_active_at: '2026-03-09 22:00:00.000',
      },
    ],
  });
});

test('the zone that holds when an interval starts decides all its dates', () => {
  const zones = [
    { validFromMs: 0, timezone: 'America/New_York' },
    { validFromMs: Date.parse('2026-03-10T06:00:00Z'), timezone: 'Asia/Tokyo' },
  ];
  const asked: string[] = [];
  const using = { ...context, zonesOf: (id: string) => (asked.push(id), zones) };
  const dates = (startedAt: string, endedAt: string): unknown[] => {
    const event = { ...INTERVAL, started_at: startedAt, ended_at: endedAt };
    return (rowsOf([event], using)['headcount.app_usage_reports'] ?? []).map((row) => row.activity_date);
  };
  expect(dates('2026-03-10T05:59:59.999Z', '2026-03-11T05:00:00Z')).toEqual(['2026-03-10', '2026-03-11']);
  expect(dates('2026-03-10T06:00:00Z', '2026-03-10T15:00:00Z')).toEqual(['2026-03-10']);
  expect(dates('2026-03-10T06:00:00Z', '2026-03-10T15:00:00.001Z')).toEqual(['2026-03-10', '2026-03-11']);
  expect(new Set(asked)).toEqual(new Set([CLIENT_ID]));
});

test('no events make no batches', () => {
  expect(toRows([], context)).toEqual([]);
});

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const anyTime = fc.integer({ min: 0, max: Date.parse('2026-03-10T00:00:00Z') });
const anyUsage = fc
  .record({
    id: anyText,
    user: anyText,
    startMs: anyTime,
    lengthMs: fc.nat({ max: 86_400_000 }),
    part: fc.nat({ max: 100 }),
  })
  .map(({ id, user, startMs, lengthMs, part }): Sample => ({
    ...INTERVAL,
    id,
    user_id: user,
    started_at: new Date(startMs).toISOString(),
    ended_at: new Date(startMs + lengthMs).toISOString(),
    active_ms: Math.floor((lengthMs * part) / 100),
  }));
const anySession = fc
  .record({
    id: anyText,
    user: anyText,
    createdMs: anyTime,
    acus: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  })
  .map(({ id, user, createdMs, acus }): Sample => ({
    ...FULL_SESSION,
    id,
    user_id: user,
    created_at: new Date(createdMs).toISOString(),
    ended_at: null,
    acus,
  }));

test('the same event makes the same rows whenever and in whatever company it comes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyUsage, anySession)), (events) => {
      const rowsWithoutReceipt = (sent: readonly Sample[], receivedAtMs: number): string[] =>
        Object.entries(rowsOf(sent, { ...context, receivedAtMs })).flatMap(([table, rows]) =>
          rows.map((row) => JSON.stringify([table, { ...row, received_at: null }])),
        );
      const together = rowsWithoutReceipt(events, NOW_MS);
      const alone = [...events].reverse().flatMap((event) => rowsWithoutReceipt([event], NOW_MS + 1));
      expect(alone.sort()).toEqual(together.sort());
    }),
  );
});

test('the dates of one event follow each other, are all that it touches, and share its milliseconds', () => {
  fc.assert(
    fc.property(fc.array(anyUsage, { maxLength: 5 }), (events) => {
      const rows = rowsOf(events)['headcount.app_usage_reports'] ?? [];
      const expected = events.flatMap((event) => {
        const [startMs, endMs] = [Date.parse(String(event.started_at)), Date.parse(String(event.ended_at))];
        const dates = elapsedByDate(startMs, endMs, 'America/New_York', 60_000);
        return [...dates.keys()].map((date) => [event.id, date]);
      });
      expect(rows.map((row) => [row.id, row.activity_date])).toEqual(expected);
      const total = rows.reduce(
        (sum, { report }) => sum + (report as { day_active_ms: number }).day_active_ms,
        0,
      );
      expect(total).toBe(events.reduce((sum, event) => sum + Number(event.active_ms), 0));
    }),
  );
});
