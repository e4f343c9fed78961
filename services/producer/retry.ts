/** What came of one attempt that did not succeed. */
export type AttemptFailure =
  | { readonly kind: 'network' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | null };

export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

/** A program that keeps running waits for the service however long it is away. */
export const PATIENT_RETRY: RetryPolicy = {
  maxAttempts: Number.POSITIVE_INFINITY,
  firstDelayMs: 250,
  maxDelayMs: 30_000,
};

/** Somebody waits at a console: gives up after a few minutes. */
export const RETRY_FOR_MINUTES: RetryPolicy = { ...PATIENT_RETRY, maxAttempts: 12 };

const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/**
 * How long to wait before the next attempt, or null to give up. Sending an event again is always safe (contract 4), so a
 * failure that says nothing about the events is worth another try. Exponential, with full jitter; never earlier than the
 * service asked for.
 *
 * @param attempts how many were made, the failed one included
 * @param random in [0, 1)
 */
export function retryDelayMs(
  failure: AttemptFailure,
  attempts: number,
  random: number,
  nowMs: number,
  policy: RetryPolicy,
): number | null {
  if (failure.kind === 'status' && !RETRYABLE_STATUSES.has(failure.status)) return null;
  if (attempts >= policy.maxAttempts) return null;
  const ceilingMs = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempts - 1));
  const backOffMs = Math.ceil(random * ceilingMs);
  if (failure.kind === 'network') return backOffMs;
  return (retryAfterMs(failure.retryAfter, nowMs) ?? 0) + backOffMs;
}

/** `Retry-After` as milliseconds from now: seconds or an HTTP date; null when absent or unreadable. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
