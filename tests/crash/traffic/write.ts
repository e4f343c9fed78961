import type { SentEvent, SentSearch } from '../../model/sent-event';
import type { WorldUser } from '../../model/world';
import type { EventsForm } from '../../support/api';

/** One request: events, or a name given to a user in the directory. */
export type Write = EventsWrite | NameWrite;

export interface EventsWrite {
  readonly kind: 'events';
  /** Whose it is. */
  readonly seed: number;
  readonly events: readonly SentEvent[];
  /** Whether an event that must be refused goes with them. */
  readonly withRefused: boolean;
  readonly form: EventsForm;
}

export interface NameWrite {
  readonly kind: 'name';
  readonly user: WorldUser;
}

/** What one producer sends, in order, one request after the other. */
export type Sequence = readonly Write[];

/** A request that went out. `doubtful`: no answer came, so it is in or out, and only the service can tell. */
export interface SentWrite {
  readonly write: Write;
  /** Travels in the request and tells, when all is quiet again, whether it is in. */
  readonly mark: Mark | undefined;
  state: 'in' | 'out' | 'doubtful';
}

/** A search like any other: a user of the schedule's own on a day that no other request of the schedule has. */
export interface Mark {
  readonly user_id: string;
  readonly date: string;
  readonly event: SentSearch;
}

const DAY_MS = 86_400_000;
/** Earlier than every other event. */
export const FIRST_MARK_MS = Date.parse('2025-06-01T12:00:00Z');
export const LAST_MARK_MS = FIRST_MARK_MS + 200 * DAY_MS;

/** The mark of a schedule's n-th request. */
export function markOf(seed: number, number: number): Mark {
  const created_at = new Date(FIRST_MARK_MS + number * DAY_MS).toISOString();
  const user_id = `mark-${seed}`;
  const event = { type: 'search' as const, id: `mark-${number}`, user_id, org_id: 'org-a', created_at };
  return { user_id, date: created_at.slice(0, 10), event };
}

/** An event that is refused, alone: it lacks its organization. */
export const REFUSED_EVENT = {
  ...{ type: 'search', id: 'refused', user_id: 'u1', created_at: '2026-03-01T00:00:00Z' },
};
