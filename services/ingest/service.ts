import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics/registry';
import type { Store } from '../../clickhouse/store';
import type { Route } from '../platform/http/route';
import { auditMetrics } from './audit/audit-metrics';
import type { AuditFigures } from './audit/auditor';
import { auditorOf } from './audit/auditor-of';
import { Admission } from './commit/admission';
import { aloneIn } from './commit/alone';
import { commitMetrics, writePathMetrics } from './commit/commit-metrics';
import { Committer } from './commit/committer';
import { DurableCommits } from './commit/durable-commits';
import { GROUP_POLICY, UPKEEP_POLICY } from './commit/policy';
import type { GroupPolicy } from './commit/policy';
import { startUpkeep } from './commit/upkeep';
import { bulkRoute } from './directory/bulk-route';
import { ClientRegistry } from './directory/client-registry';
import { DirectoryClock } from './directory/directory-clock';
import { resourceRoutes } from './directory/resource-routes';
import { Eraser } from './erasure/eraser';
import type { EraserContext } from './erasure/eraser';
import { ErasureRecords } from './erasure/erasure-records';
import { ErasureRegistry } from './erasure/erasure-registry';
import { withoutErasedRows } from './erasure/late-commits';
import { erasureRoute } from './erasure/route';
import { eventMetrics } from './events/event-metrics';
import { eventsRoute } from './events/route';
import { quarantineRoutes } from './quarantine/routes';
import { numberOldParts } from './users/number-old-parts';
import { NumberRanges } from './users/number-ranges';
import { NextNumbers } from './users/number-source';
import type { NumbersStore } from './users/number-source';
import { UserNumbers } from './users/user-numbers';
import { backupRoute } from './operator/backup-route';
import { reconcileRoute } from './operator/reconcile-route';

export interface IngestOptions {
  readonly store: Store;
  /** Absolute. The journal lies below it; each ingest process needs one of its own. */
  readonly dataDir: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** False where no other process writes this store, as with the embedded engine; then clients are not read again. */
  readonly hasOtherWriters?: boolean;
  readonly groupPolicy?: GroupPolicy;
}

/** Numbers about the write path: `waiting` now, `counts` since the start, `poisonCommits` put aside. */
export interface IngestStats {
  readonly waiting: ReturnType<Committer['waiting']>;
  readonly counts: DurableCommits['counts'];
  readonly poisonCommits: number;
  readonly audit: AuditFigures | undefined;
}

export interface Ingest {
  readonly routes: readonly Route[];
  /** Whether the write path works. */
  healthy(): boolean;
  stats(): IngestStats;
  /** Ends what would go on for long. */
  beginStop(): void;
  /** Takes nothing new, finishes what was taken within a deadline and closes; what remains is in the journal. */
  stop(): Promise<void>;
}

/**
 * The write side: `POST /v1/events`, the directory. Resolves when everything that an earlier stop left in flight is wholly
 * in the store. Throws JournalInUse when another process writes the journal in this directory.
 */
export async function createIngest(options: IngestOptions): Promise<Ingest> {
  const { store, dataDir, logger, metrics, now } = options;
  const { hasOtherWriters = true, groupPolicy = GROUP_POLICY } = options;
  const erased = new ErasureRegistry(store, hasOtherWriters, () => {
    numbers.clear();
  });
  const commits = await DurableCommits.open({
    store,
    directory: join(dataDir, 'journal'),
    logger,
    renew: async (parts) => numberOldParts(await withoutErasedRows(parts, erased), numbers),
    onCommit: commitMetrics(metrics),
  });
  const numbersStore: NumbersStore = {
    query: (question, params) => store.query(question, params),
    insert: (batch) => commits.insert(batch),
  };
  const source = hasOtherWriters ? new NumberRanges(numbersStore, randomUUID) : new NextNumbers(store);
  const numbers = new UserNumbers({ store: numbersStore, source, hasOtherWriters });
  const committer = new Committer({
    policy: groupPolicy,
    storeParts: (parts) => commits.storeParts(parts),
    nowMs: () => performance.now(),
  });
  const clients = new ClientRegistry(store, hasOtherWriters);
  const clock = new DirectoryClock(now);
  const eraser = await openEraser(
    { store, commits, committer, registry: erased, numbers, clock, logger },
    dataDir,
  );
  const admission = new Admission();
  writePathMetrics(metrics, committer, commits, admission);
  const stopping = new AbortController();
  const operator = { store, alone: aloneIn(committer), hasOtherWriters, stopping: stopping.signal };
  const auditor = await auditorOf({ ...operator, signal: stopping.signal }, logger);
  if (auditor) auditMetrics(metrics, auditor);
  const auditing = auditor?.run();
  const stopUpkeep = startUpkeep(commits, committer, () => {
    clients.clear();
  });

  return {
    routes: [
      eventsRoute(
        {
          committer,
          clients,
          numbers,
          clock,
          erased,
          eraser,
          hasOtherWriters,
          onAnswered: eventMetrics(metrics),
        },
        admission,
      ),
      erasureRoute(eraser),
      ...quarantineRoutes({ store, committer, clients, numbers, erased, eraser, hasOtherWriters }),
      bulkRoute({ store, committer, clients, clock }, admission),
      ...resourceRoutes({ store, committer, clients, clock }, admission),
      reconcileRoute(operator),
      backupRoute({ ...operator, dataDir, now, isEmbedded: !hasOtherWriters }),
    ],
    // What has waited for so long is being refused: by a commit that does not end, or by work that runs alone.
    healthy: () => commits.isHealthy() && committer.lagMs() <= groupPolicy.answerDeadlineMs,
    stats: () => ({
      waiting: committer.waiting(),
      counts: { ...commits.counts },
      poisonCommits: commits.poisonCount(),
      audit: auditor?.figures(),
    }),
    beginStop: () => {
      stopping.abort();
    },
    stop: async () => {
      stopping.abort();
      await auditing;
      stopUpkeep();
      const sweepEnded = eraser.stop();
      await finishWithin(UPKEEP_POLICY.stopDeadlineMs, committer.stop(), () => {
        commits.giveUp();
      });
      await sweepEnded;
      await commits.close();
    },
  };
}

/** Completes what an earlier stop left in flight: commits first, then erasures. */
async function openEraser(context: Omit<EraserContext, 'records'>, dataDir: string): Promise<Eraser> {
  const { commits, numbers } = context;
  try {
    for await (const parts of commits.partsAside()) numbers.keep(parts);
    await commits.recover();
    const records = await ErasureRecords.open(join(dataDir, 'journal', 'erasures'));
    const eraser = new Eraser({ ...context, records });
    await eraser.recover();
    return eraser;
  } catch (error) {
    await commits.close();
    throw error;
  }
}

/** Waits for the work; after the deadline gives it up and waits for the little that is left. */
async function finishWithin(deadlineMs: number, work: Promise<void>, giveUp: () => void): Promise<void> {
  const timer = new AbortController();
  const deadline = sleep(deadlineMs, undefined, { signal: timer.signal }).then(giveUp, () => undefined);
  await work;
  timer.abort();
  await deadline;
}
