import type { InsertBatch } from '../../../clickhouse/store';
import { dateText, dayOfInstant, instantText } from '../time/calendar';
import { parseDate } from '../time/rfc3339';
import type { DayShare } from '../time/split-interval';
import { splitInterval } from '../time/split-interval';
import type { ZoneHistory } from '../time/zones';
import { zoneAt } from '../time/zones';
import type {
  CheckedDayReport,
  CheckedEvent,
  CheckedInterval,
  CheckedSearch,
  CheckedSession,
  PullRequest,
} from './checked-event';

/** What the rows need besides the events. */
export interface RowContext {
  readonly tenant: string;
  readonly receivedAtMs: number;
  /** The number of each user that occurs. */
  readonly numberOf: Pick<ReadonlyMap<string, number>, 'get'>;
  /** The zones of a client, by its id in lower case. Throws for an unknown client. */
  readonly zonesOf: (clientId: string) => ZoneHistory;
}

const SESSIONS = {
  table: 'headcount.sessions',
  columns: (
    'tenant org_id user_id user_number id created_at updated_at ended_at origin size category ' +
    'subcategory_id subcategory_name playbook_id from_search acus pull_requests received_at'
  ).split(' '),
};
const SEARCHES = {
  table: 'headcount.searches',
  columns: 'tenant org_id user_id user_number id created_at updated_at received_at'.split(' '),
};
const APP_USAGE_REPORTS = {
  table: 'headcount.app_usage_reports',
  columns: (
    'tenant client_id app_id activity_date user_id user_number platform id ' +
    'started_at ended_at report last_active_at received_at'
  ).split(' '),
};

/**
 * The rows of one tenant's events (clickhouse/migrations/0001_facts.sql), one batch for each table that gets any; each says the days
 * of them all. The same event makes the same rows whenever it comes, apart from `received_at`; the dates of one event follow each other.
 */
export function toRows(events: readonly CheckedEvent[], context: RowContext): InsertBatch[] {
  const sessions: string[] = [];
  const searches: string[] = [];
  const reports: string[] = [];
  const days = new Set<number>();
  const receivedAt = instantText(context.receivedAtMs);
  for (const event of events) {
    switch (event.kind) {
      case 'session':
        sessions.push(sessionRow(event, context, receivedAt));
        days.add(dayOfInstant(event.createdAtMs));
        break;
      case 'search':
        searches.push(searchRow(event, context, receivedAt));
        days.add(dayOfInstant(event.createdAtMs));
        break;
      case 'interval':
      case 'day-report':
        for (const share of sharesOf(event, context)) {
          reports.push(reportRow(event, share, context, receivedAt));
          days.add(share.localDay);
        }
    }
  }
  return [
    { ...SESSIONS, rows: sessions, days },
    { ...SEARCHES, rows: searches, days },
    { ...APP_USAGE_REPORTS, rows: reports, days },
  ].filter(({ rows }) => rows.length > 0);
}

// Rows go whole through JSON.stringify: put together from pieces they cost four times as much, most of it garbage collection.

function sessionRow(event: CheckedSession, context: RowContext, receivedAt: string): string {
  return JSON.stringify([
    context.tenant,
    event.orgId,
    event.userId,
    numberOf(event, context),
    event.id,
    instantText(event.createdAtMs),
    instantText(event.versionMs),
    optionalInstantText(event.endedAtMs),
    event.origin,
    event.size,
    event.category,
    event.subcategoryId,
    event.subcategoryName,
    event.playbookId,
    event.fromSearch,
    event.acus,
    event.pullRequests.map(pullRequestTuple),
    receivedAt,
  ]);
}

function pullRequestTuple({ id, state, createdAtMs, takenOver }: PullRequest): object {
  return { id, state, created_at: optionalInstantText(createdAtMs), taken_over: takenOver };
}

function searchRow(event: CheckedSearch, context: RowContext, receivedAt: string): string {
  const { orgId, userId, id, createdAtMs, versionMs } = event;
  return JSON.stringify([
    context.tenant,
    orgId,
    userId,
    numberOf(event, context),
    id,
    instantText(createdAtMs),
    instantText(versionMs),
    receivedAt,
  ]);
}

/** The local dates that a report touches, and what each gets of it. */
function sharesOf(event: CheckedInterval | CheckedDayReport, { zonesOf }: RowContext): DayShare[] {
  if (event.kind === 'interval') {
    return splitInterval(event, zoneAt(zonesOf(event.clientId), event.startedAtMs));
  }
  const localDay = parseDate(event.activityDate);
  if (localDay === undefined) throw new Error('a date that no schema has checked');
  return [{ localDay, activeMs: event.activeMs, sessionCount: event.sessionCount }];
}

function reportRow(
  event: CheckedInterval | CheckedDayReport,
  share: DayShare,
  context: RowContext,
  receivedAt: string,
): string {
  const isInterval = event.kind === 'interval';
  const report = {
    updated_at: instantText(event.versionMs),
    active_ms: event.activeMs,
    session_count: event.sessionCount,
    day_active_ms: share.activeMs,
    day_session_count: share.sessionCount,
  };
  return JSON.stringify([
    context.tenant,
    event.clientId,
    event.appId,
    dateText(share.localDay),
    event.userId,
    numberOf(event, context),
    event.platform,
    event.id,
    isInterval ? instantText(event.startedAtMs) : null,
    isInterval ? instantText(event.endedAtMs) : null,
    report,
    isInterval ? null : optionalInstantText(event.lastActiveAtMs),
    receivedAt,
  ]);
}

function numberOf({ userId }: CheckedEvent, context: RowContext): number {
  const number = context.numberOf.get(userId);
  if (number === undefined) throw new Error('a user without a number');
  return number;
}

function optionalInstantText(instantMs: number | null): string | null {
  return instantMs === null ? null : instantText(instantMs);
}
