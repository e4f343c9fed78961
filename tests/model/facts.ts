import { instantMs } from './dates';
import type { SentDayReport, SentEvent, SentInterval, SentSearch, SentSession } from './sent-event';
import { isDayReport } from './sent-event';
import type { World } from './world';
import { usedDatesOf } from './used-dates';
import type { UsedDate } from './used-dates';
import { lastActivities } from './last-activity';
import type { LastActivity } from './last-activity';

/** What is true once every event is in: one version of each, whatever the order they came in. */
export interface Facts {
  readonly world: World;
  readonly sessions: readonly Session[];
  readonly searches: readonly Search[];
  readonly usedDates: readonly UsedDate[];
  /** By client and user, see `lastActivityKey`. */
  readonly lastActivities: ReadonlyMap<string, LastActivity>;
}

export interface Session {
  readonly sent: SentSession;
  readonly orgId: string;
  readonly userId: string;
  readonly createdMs: number;
  readonly endedMs: number | null;
  readonly versionMs: number;
}

export interface Search {
  readonly orgId: string;
  readonly userId: string;
  readonly createdMs: number;
}

/** Settles a world: newest versions, cut at local midnights, latest activity. Everything a question needs. */
export function settle(world: World): Facts {
  const newest = newestVersions(world.events);
  const sessions = newest.filter((event): event is SentSession => event.type === 'session');
  const searches = newest.filter((event): event is SentSearch => event.type === 'search');
  const usage = newest.filter((event): event is SentInterval | SentDayReport => event.type === 'app_usage');
  return {
    world,
    sessions: sessions.map(readSession),
    searches: searches.map((sent) => ({
      orgId: sent.org_id,
      userId: sent.user_id,
      createdMs: instantMs(sent.created_at),
    })),
    usedDates: usage.flatMap((sent) => usedDatesOf(sent, world.clients)),
    lastActivities: lastActivities(world.events),
  };
}

function readSession(sent: SentSession): Session {
  return {
    sent,
    orgId: sent.org_id,
    userId: sent.user_id,
    createdMs: instantMs(sent.created_at),
    endedMs: sent.ended_at === undefined ? null : instantMs(sent.ended_at),
    versionMs: versionMs(sent),
  };
}

/** The newest version of every event; between equal versions the one that comes first in the list. */
function newestVersions(events: readonly SentEvent[]): SentEvent[] {
  const newest = new Map<string, SentEvent>();
  for (const event of events) {
    const identity = identityOf(event);
    const known = newest.get(identity);
    if (known === undefined || versionMs(event) > versionMs(known)) newest.set(identity, event);
  }
  return [...newest.values()];
}

/** The type, the id and the fields that never change. */
export function identityOf(event: SentEvent): string {
  if (event.type !== 'app_usage') {
    return JSON.stringify([event.type, event.id, event.user_id, event.org_id, instantMs(event.created_at)]);
  }
  const place = [event.client_id.toLowerCase(), event.app_id.toLowerCase(), event.platform];
  const time = isDayReport(event)
    ? [event.activity_date]
    : [instantMs(event.started_at), instantMs(event.ended_at)];
  return JSON.stringify([event.type, event.id, event.user_id, ...place, ...time]);
}

/** `updated_at`, else the event's own start; a day's report starts at midnight UTC of its date. */
export function versionMs(event: SentEvent): number {
  if (event.updated_at !== undefined) return instantMs(event.updated_at);
  if (event.type !== 'app_usage') return instantMs(event.created_at);
  return instantMs(isDayReport(event) ? `${event.activity_date}T00:00:00Z` : event.started_at);
}
