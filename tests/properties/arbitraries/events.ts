import fc from 'fast-check';
import { instantMs } from '../../model/dates';
import { identityOf, versionMs } from '../../model/facts';
import type { SentDayReport, SentEvent, SentInterval } from '../../model/sent-event';
import { APP_IDS, CLIENT_IDS, NOW_MS, ORG_IDS, USER_IDS } from './pools';
import { anyDay, anyInstantMs, anyOffset, anyWrittenInstant, writeInstant } from './pools';

const HOUR_MS = 3_600_000;

const common = {
  id: fc.nat(20).map((number) => `e${number}`),
  user_id: fc.constantFrom(...USER_IDS),
};
const anyUpdatedAt = fc.option(anyWrittenInstant, { nil: undefined, freq: 2 });
const anyCase = (id: string): fc.Arbitrary<string> => fc.constantFrom(id, id.toUpperCase());

const anyPullRequest = fc.record(
  {
    id: fc.nat(5).map((number) => `pr-${number}`),
    state: fc.constantFrom('open' as const, 'merged' as const, 'closed' as const),
    created_at: anyWrittenInstant,
    taken_over: fc.boolean(),
  },
  { requiredKeys: ['id', 'state'] },
);

const sessionDetails = fc.record(
  {
    origin: fc.constantFrom(
      'webapp',
      'slack',
      'teams',
      'api',
      'linear',
      'jira',
      'automation',
      'desktop',
      'other',
    ),
    size: fc.constantFrom('xs', 's', 'm', 'l', 'xl'),
    category: fc.constantFrom('bug_fixing', 'feature_development', 'uncategorized'),
    subcategory_id: fc.constantFrom('sub-1', 'sub-2'),
    subcategory_name: fc.constantFrom('Flaky tests', 'API', 'Other'),
    playbook_id: fc.constantFrom('pb-1', 'pb-2'),
    from_search: fc.boolean(),
    acus: fc.nat(40_000).map((thousandths) => thousandths / 1000),
    pull_requests: fc.uniqueArray(anyPullRequest, { maxLength: 3, selector: ({ id }) => id }),
  },
  { requiredKeys: [] },
);

const lengthMs = fc.oneof(fc.constantFrom(0, 1, HOUR_MS, 24 * HOUR_MS), fc.nat(24 * HOUR_MS));

export const anySession: fc.Arbitrary<SentEvent> = fc
  .record({
    ...common,
    org_id: fc.constantFrom(...ORG_IDS),
    createdMs: anyInstantMs,
    offset: anyOffset,
    length: fc.option(fc.oneof(lengthMs, fc.nat(60 * HOUR_MS)), { nil: undefined }),
    updated_at: anyUpdatedAt,
    details: sessionDetails,
  })
  .map(({ createdMs, offset, length, updated_at, details, ...rest }) => ({
    type: 'session' as const,
    ...rest,
    ...details,
    created_at: writeInstant(createdMs, offset),
    ...(length !== undefined && {
      ended_at: writeInstant(
        Math.max(createdMs, Math.min(createdMs + length, NOW_MS + 20 * HOUR_MS)),
        offset,
      ),
    }),
    ...(updated_at !== undefined && { updated_at }),
  }));

export const anySearch: fc.Arbitrary<SentEvent> = fc
  .record({
    ...common,
    org_id: fc.constantFrom(...ORG_IDS),
    created_at: anyWrittenInstant,
    updated_at: anyUpdatedAt,
  })
  .map(({ updated_at, ...rest }) => ({
    type: 'search' as const,
    ...rest,
    ...(updated_at !== undefined && { updated_at }),
  }));

const usage = {
  ...common,
  client_id: fc.constantFrom(...CLIENT_IDS).chain(anyCase),
  app_id: fc.constantFrom(...APP_IDS).chain(anyCase),
  platform: fc.constantFrom('desktop' as const, 'web' as const),
  updated_at: anyUpdatedAt,
  sessionCount: fc.option(fc.nat(4), { nil: undefined }),
};

export const anyInterval: fc.Arbitrary<SentInterval> = fc
  .record({
    ...usage,
    startMs: anyInstantMs,
    offset: anyOffset,
    length: lengthMs,
    activeShare: fc.option(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
      nil: undefined,
    }),
  })
  .map(({ startMs, offset, length, activeShare, sessionCount, updated_at, ...rest }) => {
    const endMs = Math.min(startMs + length, NOW_MS + 23 * HOUR_MS);
    const active_ms = activeShare === undefined ? undefined : Math.floor(activeShare * (endMs - startMs));
    const isEmpty = (active_ms ?? endMs - startMs) === 0 && sessionCount === 0;
    return {
      type: 'app_usage' as const,
      ...rest,
      started_at: writeInstant(startMs, offset),
      ended_at: writeInstant(endMs, 'Z'),
      ...(active_ms !== undefined && { active_ms }),
      ...(sessionCount !== undefined && { session_count: isEmpty ? 1 : sessionCount }),
      ...(updated_at !== undefined && { updated_at }),
    };
  });

export const anyDayReport: fc.Arbitrary<SentDayReport> = fc
  .record({
    ...usage,
    activity_date: anyDay,
    active_ms: fc.oneof(fc.constantFrom(0, 1, 90_000_000), fc.nat(90_000_000)),
    last_active_at: fc.option(anyWrittenInstant, { nil: undefined }),
  })
  .map(({ sessionCount, updated_at, last_active_at, ...rest }) => ({
    type: 'app_usage' as const,
    ...rest,
    ...(sessionCount !== undefined && {
      session_count: rest.active_ms === 0 ? Math.max(1, sessionCount) : sessionCount,
    }),
    ...(last_active_at !== undefined && { last_active_at }),
    ...(updated_at !== undefined && { updated_at }),
  }));

export const anyEvent = fc.oneof<fc.Arbitrary<SentEvent>[]>(anySession, anySearch, anyInterval, anyDayReport);

/** Other versions of an event: the same identity, other fields, another `updated_at`. */
function versionsOf(event: SentEvent): fc.Arbitrary<SentEvent[]> {
  const changes: fc.Arbitrary<object> = event.type === 'session' ? sessionDetails : fc.constant({});
  const version = fc.record({ minutes: fc.integer({ min: -3, max: 3 }), changes });
  return fc.array(version, { maxLength: 2 }).map((versions) =>
    versions.map(({ minutes, changes: changed }) => ({
      ...withOtherFigures(event, minutes),
      ...changed,
      updated_at: new Date(versionMs(event) + minutes * 60_000).toISOString(),
    })),
  );
}

function withOtherFigures(event: SentEvent, minutes: number): SentEvent {
  if (event.type !== 'app_usage') return event;
  return { ...event, active_ms: 0, session_count: 4 + minutes };
}

/** A set of events with other versions of some; no two that share identity and version say different things. */
export function anyEvents(event: fc.Arbitrary<SentEvent>, maxLength: number): fc.Arbitrary<SentEvent[]> {
  return fc
    .array(
      event.chain((one) => versionsOf(one).map((versions) => [one, ...versions])),
      { maxLength, size: 'max' },
    )
    .map((families) => withoutTies(families.flat()));
}

function withoutTies(events: readonly SentEvent[]): SentEvent[] {
  const versions = new Set<string>();
  return events.filter((event) => {
    const version = `${identityOf(event)} ${versionMs(event)}`;
    const isLate = event.updated_at !== undefined && instantMs(event.updated_at) > NOW_MS + 23 * HOUR_MS;
    if (isLate || versions.has(version)) return false;
    versions.add(version);
    return true;
  });
}
