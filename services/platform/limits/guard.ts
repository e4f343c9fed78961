import { Counter } from 'prom-client';
import type { Answer, Family } from '../http/route';
import type { Metrics } from '../metrics/registry';
import { MAX_RUNNING_REQUESTS, MAX_RUNNING_TENANT_SHARE, RETRY_AFTER_SECONDS } from '../policy';
import type { Caller, RateLimits } from './rate-limits';
import { Turns } from './turns';

/** A request that was let in: what its answer carries, and what to call when it is over. */
export interface Admitted {
  readonly headers: Readonly<Record<string, string>>;
  readonly chargeEvents: (events: number) => void;
  /** Resolves when it is the tenant's turn to be worked on. */
  readonly turn: () => Promise<void>;
  /** Lets others go on, and resolves when it is the tenant's turn again. */
  readonly nextTurn: () => Promise<void>;
  readonly leave: () => void;
}

/**
 * Refuses requests before they cost anything: too many at once, of all or of one tenant (503), or too many a second of one token
 * or tenant (429). One tenant's requests, however slowly they come or are read, leave room for the others'.
 */
export class Guard {
  private running = 0;
  private readonly runningOfTenant = new Map<string, number>();
  private readonly turns = new Turns(() => this.runningOfTenant.size > 1);
  private readonly refusals: Counter | undefined;

  constructor(
    private readonly rates: RateLimits,
    metrics?: Metrics,
    private readonly maxRunning: number = MAX_RUNNING_REQUESTS,
  ) {
    this.refusals =
      metrics &&
      new Counter({
        name: 'headcount_requests_refused_total',
        help: 'Requests that were refused because of a limit: requests, events, tenant-requests, tenant-events (429), running (503).',
        labelNames: ['limit'],
        registers: [metrics],
      });
  }

  /** The refusal, in the family's shape, or the request let in; then `leave` must be called. */
  enter(caller: Caller, family: Family): Admitted | Answer {
    const ofTenant = this.runningOfTenant.get(caller.tenant) ?? 0;
    const mostOfTenant = Math.ceil(this.maxRunning * MAX_RUNNING_TENANT_SHARE);
    if (this.running >= this.maxRunning || ofTenant >= mostOfTenant) {
      this.refusals?.inc({ limit: 'running' });
      return family.unavailable(RETRY_AFTER_SECONDS);
    }
    const { headers, refused } = this.rates.admit(caller);
    if (refused) {
      this.refusals?.inc({ limit: refused.limit });
      const answer = family.tooManyRequests(refused.retryAfterSeconds);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
    this.count(caller.tenant, 1);
    return {
      headers,
      chargeEvents: (events) => {
        this.rates.chargeEvents(caller, events);
      },
      turn: () => this.turns.take(caller.tenant),
      nextTurn: () => this.turns.next(caller.tenant),
      leave: () => {
        this.count(caller.tenant, -1);
      },
    };
  }

  private count(tenant: string, change: 1 | -1): void {
    this.running += change;
    const left = (this.runningOfTenant.get(tenant) ?? 0) + change;
    if (left > 0) this.runningOfTenant.set(tenant, left);
    else this.runningOfTenant.delete(tenant);
  }
}
