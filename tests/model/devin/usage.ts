import type { Facts } from '../facts';
import { countState, pullRequestsIn } from './pull-requests';
import { isInRange, sessionsIn } from './range';
import type { RangeQuestion } from './range';

/** `usage`: pull requests without those that were taken over. */
export function usage(facts: Facts, question: RangeQuestion): object {
  const own = pullRequestsIn(facts, question).filter(({ takenOver }) => !takenOver);
  return {
    sessions_count: sessionsIn(facts, question).length,
    searches_count: countSearches(facts, question),
    prs_created_count: own.length,
    prs_merged_count: countState(own, 'merged'),
  };
}

/** `searches`. */
export function searchMetrics(facts: Facts, question: RangeQuestion): object {
  return { searches_created_count: countSearches(facts, question) };
}

function countSearches(facts: Facts, question: RangeQuestion): number {
  const { org_ids } = question;
  return facts.searches.filter(
    ({ createdMs, orgId }) =>
      isInRange(createdMs, question) && (org_ids === undefined || org_ids.includes(orgId)),
  ).length;
}
