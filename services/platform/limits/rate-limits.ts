import type { Bucket, BucketPolicy } from './token-bucket';
import { capacity, refilled, secondsUntil } from './token-bucket';

/** Requests and events a second that are answered, for each token and for each tenant. 0 means without a limit. */
export interface RateLimitSettings {
  readonly tokenRequests: number;
  readonly tokenEvents: number;
  readonly tenantRequests: number;
  readonly tenantEvents: number;
}

/** Who asks, and whether for a route that takes events. */
export interface Caller {
  /** The same for each use of a token and another for each token. */
  readonly token: string;
  readonly tenant: string;
  readonly takesEvents: boolean;
}

export interface RateDecision {
  /** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers; empty where nothing is limited. */
  readonly headers: Readonly<Record<string, string>>;
  /** There where the request is refused: when to come back, and which limit refused it. */
  readonly refused?: { readonly retryAfterSeconds: number; readonly limit: string };
}

interface Limit {
  readonly name: string;
  readonly counts: 'requests' | 'events';
  readonly by: 'token' | 'tenant';
  readonly policy: BucketPolicy;
}

/** What is not used adds up for this long, so that a burst passes. */
const BURST_SECONDS = 5;
/** From so many keys on, those that are full again are forgotten: they say the same as none. */
const SWEEP_AT_KEYS = 10_000;

/**
 * Token buckets in the memory of this process. Events are charged when they are counted, after the request was let in: one
 * request may take a bucket below zero, the next waits until it is above again. So a batch of any size passes.
 */
export class RateLimits {
  private readonly limits: readonly Limit[];
  private readonly buckets = new Map<string, Bucket>();
  private sweepAtKeys = SWEEP_AT_KEYS;

  constructor(
    { tokenRequests, tokenEvents, tenantRequests, tenantEvents }: RateLimitSettings,
    private readonly nowMs: () => number,
  ) {
    const limit = (name: string, counts: Limit['counts'], by: Limit['by'], perSecond: number): Limit => ({
      ...{ name, counts, by, policy: { perSecond, seconds: BURST_SECONDS } },
    });
    this.limits = [
      limit('requests', 'requests', 'token', tokenRequests),
      limit('events', 'events', 'token', tokenEvents),
      limit('tenant-requests', 'requests', 'tenant', tenantRequests),
      limit('tenant-events', 'events', 'tenant', tenantEvents),
    ].filter(({ policy }) => policy.perSecond > 0);
  }

  /** Counts the request, or says when to come back; one that is refused costs nothing. */
  admit(caller: Caller): RateDecision {
    const nowMs = this.nowMs();
    const states = this.limits
      .filter(({ counts }) => counts === 'requests' || caller.takesEvents)
      .map((limit) => {
        const bucket = refilled(this.buckets.get(keyOf(limit, caller)), limit.policy, nowMs);
        return { limit, bucket, waitSeconds: secondsUntil(1, bucket, limit.policy) };
      });
    const refusing = states.filter(({ waitSeconds }) => waitSeconds > 0);
    const longest = refusing.toSorted((one, other) => other.waitSeconds - one.waitSeconds)[0];
    if (longest) {
      const { limit, waitSeconds } = longest;
      return { headers: headersOf(states), refused: { retryAfterSeconds: waitSeconds, limit: limit.name } };
    }
    const counted = states.map((state) => {
      if (state.limit.counts === 'events') return state;
      const bucket = { ...state.bucket, balance: state.bucket.balance - 1 };
      this.keep(keyOf(state.limit, caller), bucket, nowMs);
      return { ...state, bucket };
    });
    return { headers: headersOf(counted) };
  }

  /** Counts the events of a request that was let in. */
  chargeEvents(caller: Caller, events: number): void {
    const nowMs = this.nowMs();
    for (const limit of this.limits.filter(({ counts }) => counts === 'events')) {
      const key = keyOf(limit, caller);
      const { balance } = refilled(this.buckets.get(key), limit.policy, nowMs);
      this.keep(key, { balance: balance - events, atMs: nowMs }, nowMs);
    }
  }

  private keep(key: string, bucket: Bucket, nowMs: number): void {
    this.buckets.set(key, bucket);
    if (this.buckets.size < this.sweepAtKeys) return;
    for (const [other, { atMs, balance }] of this.buckets) {
      if (balance > 0 && nowMs - atMs > BURST_SECONDS * 1000) this.buckets.delete(other);
    }
    this.sweepAtKeys = Math.max(SWEEP_AT_KEYS, 2 * this.buckets.size);
  }
}

function keyOf({ name, by }: Limit, caller: Caller): string {
  return JSON.stringify([name, caller.tenant, by === 'token' ? caller.token : '']);
}

function headersOf(
  states: readonly { readonly limit: Limit; readonly bucket: Bucket }[],
): Record<string, string> {
  if (states.length === 0) return {};
  const policies = states.map(
    ({ limit: { name, policy } }) => `"${name}";q=${capacity(policy)};w=${policy.seconds}`,
  );
  const left = states.map(({ limit: { name, policy }, bucket }) => {
    const remaining = Math.max(0, Math.floor(bucket.balance));
    return `"${name}";r=${remaining};t=${secondsUntil(capacity(policy), bucket, policy)}`;
  });
  return { 'RateLimit-Policy': policies.join(', '), RateLimit: left.join(', ') };
}
