import type { StoreErrorKind } from '../../../clickhouse/errors';
import type { RetryPolicy } from './policy';

export type RetryDecision =
  /** Try again: it is not the rows. `maxRows` bounds each insert of the next attempt. */
  | { readonly action: 'retry'; readonly afterMs: number; readonly maxRows: number }
  /** The store will not take these rows however often they are sent. */
  | { readonly action: 'refused' };

/** Kinds that say that the rows themselves are at fault. */
const REFUSALS: ReadonlySet<StoreErrorKind> = new Set<StoreErrorKind>(['invalid']);
/** Kinds that leave open what is wrong: perhaps the rows, perhaps a passing trouble. */
const UNEXPLAINED: ReadonlySet<StoreErrorKind> = new Set<StoreErrorKind>(['internal', 'rows']);

/**
 * Retry or refuse? A store that is away, full, busy or out of memory is asked again for ever, since the rows are safe in the
 * journal; adding them twice is harmless, so an unknown outcome is a retry too.
 * `attempts` counts those made, the failed one included.
 */
export function decideRetry(kind: StoreErrorKind, attempts: number, policy: RetryPolicy): RetryDecision {
  if (REFUSALS.has(kind)) return { action: 'refused' };
  if (UNEXPLAINED.has(kind) && attempts >= policy.maxUnexplainedAttempts) return { action: 'refused' };
  const afterMs = Math.min(policy.maxBackoffMs, policy.firstBackoffMs * 2 ** Math.min(attempts - 1, 30));
  return { action: 'retry', afterMs, maxRows: maxRowsOf(attempts, policy) };
}

function maxRowsOf(attempts: number, policy: RetryPolicy): number {
  const cuts = attempts - policy.wholeAttempts;
  if (cuts < 0) return Number.POSITIVE_INFINITY;
  return Math.max(policy.minCutRows, Math.floor(policy.firstCutRows / 2 ** Math.min(cuts, 30)));
}
