import { setTimeout as sleep } from 'node:timers/promises';
import { compare, settle } from '../../../clickhouse/reconcile/reconcile';
import type { Reconciler } from '../../../clickhouse/reconcile/reconcile';
import { RecentWrites } from '../../../clickhouse/reconcile/recent';
import type { AuditUnit } from '../../../clickhouse/reconcile/recent';
import { planSpans } from '../../../clickhouse/reconcile/spans';
import type { Store } from '../../../clickhouse/store';
import type { Logger } from '../../platform/logger';
import { Drift } from './drift';
import { AUDIT_POLICY } from './policy';
import type { AuditPolicy } from './policy';

export interface AuditFigures {
  /** Rows of each aggregate that differ from the facts. */
  readonly drift: readonly (readonly [table: string, rows: number])[];
  /** How long the last comparison of everything took; undefined before the first is through. */
  readonly rotationSeconds: number | undefined;
  readonly comparisons: number;
  readonly busySeconds: number;
}

interface AuditorOptions {
  readonly reconciler: Omit<Reconciler, 'store'> & {
    readonly store: Pick<Store, 'audit' | 'command' | 'idleMs'>;
    readonly signal: AbortSignal;
  };
  readonly logger: Logger;
  readonly policy?: AuditPolicy;
}

/**
 * Compares the aggregates with the facts all the time, slowly: first what was written lately, then everything in turn. It repairs
 * nothing; it tells.
 */
export class Auditor {
  private readonly drift: Drift;
  private readonly recent: RecentWrites;
  private readonly policy: AuditPolicy;
  /** What was written lately and is still to be compared, by name: written again meanwhile, it is compared once. */
  private readonly pending = new Map<string, AuditUnit>();
  private rotation: AuditUnit[] = [];
  private rotationBeganMs = performance.now();
  private rotationSeconds: number | undefined;
  private hasRound = false;
  private comparisons = 0;
  private busyMs = 0;

  constructor(private readonly options: AuditorOptions) {
    const { catalog, store } = options.reconciler;
    this.drift = new Drift(catalog.aggregates);
    this.recent = new RecentWrites(store, catalog);
    this.policy = options.policy ?? AUDIT_POLICY;
  }

  figures(): AuditFigures {
    const { rotationSeconds, comparisons, busyMs } = this;
    return { drift: this.drift.counts(), rotationSeconds, comparisons, busySeconds: busyMs / 1000 };
  }

  /** Goes on until the signal aborts. Never throws: a store that fails is asked again later. */
  async run(): Promise<void> {
    const { signal } = this.options.reconciler;
    const isStopped = (): boolean => signal.aborted;
    const { lookMs } = this.policy;
    let nextLookMs = performance.now();
    let nextTurnMs = nextLookMs;
    while (!isStopped()) {
      const beganMs = performance.now();
      try {
        if (beganMs >= nextLookMs) {
          await this.look();
          nextLookMs = performance.now() + lookMs;
        }
        const unit = this.nextPending() ?? (beganMs >= nextTurnMs ? await this.nextInTurn() : undefined);
        if (unit) await this.audit(unit);
        if (beganMs >= nextTurnMs) nextTurnMs = performance.now() + this.pace().pauseMs;
      } catch (error) {
        if (!isStopped()) this.options.logger.warn('an audit failed', { error: kindOf(error) });
      }
      const spentMs = performance.now() - beganMs;
      this.busyMs += spentMs;
      const untilDueMs = Math.min(nextLookMs, nextTurnMs) - performance.now();
      const waitMs = this.pending.size > 0 ? 0 : Math.max(0, untilDueMs);
      await sleep(Math.max(spentMs * (1 / this.pace().share - 1), waitMs), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  private pace(): { readonly pauseMs: number; readonly share: number } {
    const { rotationPauseMs, share, firstPauseMs, firstShare, idleAfterMs } = this.policy;
    if (this.rotationSeconds !== undefined) return { pauseMs: rotationPauseMs, share };
    const isIdle = this.options.reconciler.store.idleMs() >= idleAfterMs;
    return { pauseMs: firstPauseMs, share: isIdle ? firstShare : share };
  }

  private async look(): Promise<void> {
    const { catalog, signal } = this.options.reconciler;
    for (const unit of await this.recent.look(signal)) {
      this.pending.set(JSON.stringify([unit.aggregate.name, unit.scope]), unit);
    }
    for (const aggregate of catalog.aggregates) {
      const known = this.drift.of(aggregate.name);
      if (known.length === 0) continue;
      const still = await settle(
        this.options.reconciler,
        aggregate,
        known.slice(0, this.policy.maxRows),
        false,
      );
      this.drift.update(aggregate.name, still, known);
    }
  }

  private nextPending(): AuditUnit | undefined {
    for (const [name, unit] of this.pending) {
      this.pending.delete(name);
      return unit;
    }
    return undefined;
  }

  private async nextInTurn(): Promise<AuditUnit | undefined> {
    if (this.rotation.length === 0) {
      const { catalog, store, signal } = this.options.reconciler;
      if (this.hasRound) this.rotationSeconds = (performance.now() - this.rotationBeganMs) / 1000;
      this.rotationBeganMs = performance.now();
      const units: AuditUnit[][] = [];
      for (const aggregate of catalog.aggregates) {
        const scopes = await planSpans(store, aggregate, catalog, {}, signal);
        units.push(scopes.map((scope) => ({ aggregate, scope })));
      }
      this.rotation = inTurns(units);
      this.hasRound = true;
    }
    return this.rotation.shift();
  }

  private async audit({ aggregate, scope }: AuditUnit): Promise<void> {
    const { reconciler, logger } = this.options;
    const suspects = await compare(reconciler, aggregate, scope, this.policy.maxRows);
    this.comparisons += 1;
    if (suspects.length === 0) return;
    const found = await settle(reconciler, aggregate, suspects, false);
    const isNew = this.drift.update(aggregate.name, found);
    if (isNew > 0) {
      logger.error('an aggregate differs from the facts; npm run reconcile says where and repairs it', {
        table: aggregate.name,
        rows: isNew,
      });
    }
  }
}

/** The first of each, then the second of each: the newest days of every aggregate come before the older ones of any. */
export function inTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

/** What may stand in a log: no SQL, no data. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'kind' in error ? String(error.kind) : error.name;
}
