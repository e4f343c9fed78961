import { setTimeout as sleep } from 'node:timers/promises';
import { toStoreError } from '../../../clickhouse/errors';
import type { StoreError } from '../../../clickhouse/errors';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import { cutBatch, daysOf, mergeBatches } from './merge-batches';
import { decideRetry } from './retry-decision';
import type { CommitPart } from './commit-payload';
import type { RetryPolicy } from './policy';

export interface StoringContext {
  readonly store: Pick<Store, 'insert'>;
  readonly policy: RetryPolicy;
  /** Ends the waiting between attempts; the commit stays in the journal. */
  readonly signal: AbortSignal;
  /** Told about each failed attempt. */
  readonly onFailure: (error: StoreError, attempts: number) => void;
}

/** What became of one request's part of a commit: undefined when all of it is stored, else why the store refuses it. */
export type PartOutcome = StoreError | undefined;

/**
 * Inserts a commit until it is surely in, or the store refuses it. A refused commit of several requests is tried again
 * request by request, so that one request's rows cannot spoil the others'.
 * Rejects only when the signal aborts, and then no insert of it runs any more.
 */
export async function storeCommit(
  parts: readonly CommitPart[],
  context: StoringContext,
): Promise<PartOutcome[]> {
  const days = daysOf(parts.flat());
  const outcome = await storeWhole(parts, context, days);
  if (outcome === undefined || parts.length === 1) return parts.map(() => outcome);
  const outcomes: PartOutcome[] = [];
  for (const part of parts) outcomes.push(await storeWhole([part], onceIfUnexplained(context), days));
  return outcomes;
}

/**
 * The same without looking for the part at fault. All tables at once; what is in is not sent again. `days` are those of the whole
 * commit: what one part says may be missing to another's.
 */
export async function storeWhole(
  parts: readonly CommitPart[],
  context: StoringContext,
  days?: ReadonlySet<number>,
): Promise<PartOutcome> {
  const batches = mergeBatches(parts.flat()).map((batch) => ({ ...batch, ...(days && { days }) }));
  const settled = await Promise.allSettled(batches.map((batch) => storeBatch(batch, context)));
  const outcomes = settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  return outcomes.find((outcome) => outcome !== undefined);
}

/** For rows that were refused before: what could not be explained then is not asked about at length again. */
export function onceIfUnexplained(context: StoringContext): StoringContext {
  return { ...context, policy: { ...context.policy, maxUnexplainedAttempts: 1 } };
}

async function storeBatch(batch: InsertBatch, context: StoringContext): Promise<PartOutcome> {
  let waiting = [batch];
  for (let attempts = 1; ; attempts += 1) {
    context.signal.throwIfAborted();
    const failure = await insertInOrder(waiting, context);
    if (!failure) return undefined;
    const error = toStoreError(failure.error);
    context.onFailure(error, attempts);
    const decision = decideRetry(error.kind, attempts, context.policy);
    if (decision.action === 'refused') return error;
    await sleep(decision.afterMs, undefined, { signal: context.signal });
    waiting = failure.notStored.flatMap((cut) => cutBatch(cut, decision.maxRows));
  }
}

/** Inserts until one fails; answers that failure with everything that still has to go in. */
async function insertInOrder(
  batches: readonly InsertBatch[],
  { store }: StoringContext,
): Promise<{ error: unknown; notStored: readonly InsertBatch[] } | undefined> {
  for (const [index, batch] of batches.entries()) {
    try {
      await store.insert(batch);
    } catch (error) {
      return { error, notStored: batches.slice(index) };
    }
  }
  return undefined;
}
