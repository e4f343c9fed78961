import type { Facts, Session } from '../facts';

/** A range of Unix seconds and what narrows it; absent filters let everything pass. */
export interface RangeQuestion {
  /** time_after <= t < time_before */
  readonly time_after: number;
  readonly time_before: number;
  readonly org_ids?: readonly string[];
  readonly playbook_id?: string;
  readonly user_ids?: readonly string[];
}

export function isInRange(ms: number, { time_after, time_before }: RangeQuestion): boolean {
  return time_after * 1000 <= ms && ms < time_before * 1000;
}

/** Whether a session passes the filters, whenever it was created. */
export function passesFilters(session: Session, { org_ids, playbook_id, user_ids }: RangeQuestion): boolean {
  return (
    (org_ids === undefined || org_ids.includes(session.orgId)) &&
    (playbook_id === undefined || session.sent.playbook_id === playbook_id) &&
    (user_ids === undefined || user_ids.includes(session.userId))
  );
}

export function sessionsIn(facts: Facts, question: RangeQuestion): Session[] {
  return facts.sessions.filter(
    (session) => isInRange(session.createdMs, question) && passesFilters(session, question),
  );
}
