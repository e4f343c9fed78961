import type { GroupPolicy } from './policy';

/** What is waiting to be committed. */
export interface Waiting {
  readonly requests: number;
  readonly rows: number;
  readonly bytes: number;
  readonly oldestWaitMs: number;
  /** The first in line must run alone, so waiting gains nothing. */
  readonly nextIsExclusive: boolean;
}

export type FlushDecision = 'flush' | 'nothing-to-do' | 'wait-for-commit' | { readonly waitMs: number };

/**
 * Flush or wait? While a commit runs the next group gathers; when nothing runs the first request waits a moment for others,
 * unless the group is large enough already.
 */
export function decideFlush(waiting: Waiting, commitRuns: boolean, policy: GroupPolicy): FlushDecision {
  if (waiting.requests === 0) return 'nothing-to-do';
  if (commitRuns) return 'wait-for-commit';
  const remainingMs = policy.lingerMs - waiting.oldestWaitMs;
  const isFull = waiting.rows >= policy.maxGroupRows || waiting.bytes >= policy.maxGroupBytes;
  return waiting.nextIsExclusive || isFull || remainingMs <= 0 ? 'flush' : { waitMs: remainingMs };
}
