import { instantMs } from '../dates';
import type { Facts, Session } from '../facts';
import { compareIdentities } from './session-order';
import { isInRange, passesFilters } from './range';
import type { RangeQuestion } from './range';

/** A pull request of the tenant, as the newest session version that names it says. */
export interface PullRequest {
  readonly id: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly createdMs: number;
  readonly takenOver: boolean;
  readonly session: Session;
}

/**
 * Each pull request once. The newest session is that of the latest version, then the latest created, then the greatest
 * identity; its first mention counts. What a superseded version of a session named is forgotten.
 */
export function pullRequests(facts: Facts): Map<string, PullRequest> {
  const newest = new Map<string, PullRequest>();
  for (const session of facts.sessions) {
    for (const { id, state, created_at, taken_over = false } of session.sent.pull_requests ?? []) {
      const known = newest.get(id);
      if (known !== undefined && !isNewer(session, known.session)) continue;
      const createdMs = created_at === undefined ? session.createdMs : instantMs(created_at);
      newest.set(id, { id, state, createdMs, takenOver: taken_over, session });
    }
  }
  return newest;
}

function isNewer(session: Session, known: Session): boolean {
  const difference = session.versionMs - known.versionMs || session.createdMs - known.createdMs;
  return difference > 0 || (difference === 0 && compareIdentities(session, known) > 0);
}

export function pullRequestsIn(facts: Facts, question: RangeQuestion): PullRequest[] {
  return [...pullRequests(facts).values()].filter(
    ({ createdMs, session }) => isInRange(createdMs, question) && passesFilters(session, question),
  );
}

/** `prs`. */
export function prMetrics(facts: Facts, question: RangeQuestion): object {
  const all = pullRequestsIn(facts, question);
  const own = all.filter(({ takenOver }) => !takenOver);
  const taken = all.filter(({ takenOver }) => takenOver);
  return {
    prs_created_count: own.length,
    prs_opened_count: countState(own, 'open'),
    prs_merged_count: countState(own, 'merged'),
    prs_closed_count: countState(own, 'closed'),
    prs_taken_over_count: taken.length,
    prs_taken_over_opened_count: countState(taken, 'open'),
    prs_taken_over_merged_count: countState(taken, 'merged'),
    prs_taken_over_closed_count: countState(taken, 'closed'),
  };
}

export function countState(list: readonly PullRequest[], state: PullRequest['state']): number {
  return list.filter((one) => one.state === state).length;
}
