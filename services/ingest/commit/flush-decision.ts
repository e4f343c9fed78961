import type { GroupPolicy } from './policy';

/** What is waiting to be committed. */
export interface Waiting {
  readonly requests: number;
  readonly rows: number;
  readonly bytes: number;
  readonly oldestWaitMs: number;
  readonly newestWaitMs: number;
  /** How many rows the next group may have, where that is less than the policy's. */
  readonly maxGroupRows?: number;
  /** The first in line must run alone, so waiting gains nothing. */
  readonly nextIsExclusive: boolean;
}

/** The last commit, and whom to expect after it: its own callers again, and who was waiting at its end. */
export interface LastCommit {
  readonly rows: number;
  readonly ms: number;
  readonly endedAgoMs: number;
  readonly expectedRequests: number;
}

export type FlushDecision = 'flush' | 'nothing-to-do' | 'wait-for-commit' | { readonly waitMs: number };

/**
 * Flush or wait? While a commit runs the next group gathers; when nothing runs the first request waits a moment for others,
 * unless the group is large enough already. Callers that wait for each answer before they send again would otherwise
 * halve the groups: one half would always be committed while the other is on its way.
 */
export function decideFlush(
  waiting: Waiting,
  commitRuns: boolean,
  policy: GroupPolicy,
  last?: LastCommit,
): FlushDecision {
  if (waiting.requests === 0) return 'nothing-to-do';
  if (commitRuns) return 'wait-for-commit';
  const lingerMs = policy.lingerMs - waiting.oldestWaitMs;
  const remainingMs = Math.max(lingerMs, last ? gatherMs(waiting, last, policy) : 0);
  const isFull =
    waiting.rows >= (waiting.maxGroupRows ?? policy.maxGroupRows) || waiting.bytes >= policy.maxGroupBytes;
  return waiting.nextIsExclusive || isFull || remainingMs <= 0 ? 'flush' : { waitMs: remainingMs };
}

/** How much longer to wait for callers on their way back. */
function gatherMs(waiting: Waiting, last: LastCommit, policy: GroupPolicy): number {
  if (last.rows >= policy.gatherBelowRows || waiting.requests >= last.expectedRequests) return 0;
  const quietMs = Math.min(waiting.newestWaitMs, last.endedAgoMs);
  return Math.min(policy.gatherPauseMs - quietMs, Math.min(policy.maxGatherMs, last.ms) - last.endedAgoMs);
}
