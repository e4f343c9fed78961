import type { Batch } from './batch';
import type { RejectedEvent } from './ingest-answer';
import { DeliveryError, sendBatch } from './send-batch';
import type { ProducerOptions } from './send-batch';

export interface DeliveryOptions extends ProducerOptions {
  /** How many requests are under way at once; memory is bounded by as many batches. */
  readonly requestsInFlight: number;
  /** How many refusals the summary keeps. */
  readonly keepRefusals: number;
  readonly onProgress?: (summary: DeliverySummary) => void;
}

export interface Refused extends RejectedEvent {
  readonly lineNumber: number;
}

/** What has come of everything so far. */
export interface DeliverySummary {
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
  readonly firstRefusals: readonly Refused[];
  /** Why the delivery stopped early, or null. Starting over is safe: what was accepted counts once. */
  readonly failure: string | null;
}

/** Delivers every batch, several at a time; stops at the first one that cannot be delivered. Never throws for that. */
export async function deliver(
  batches: AsyncIterable<Batch>,
  options: DeliveryOptions,
): Promise<DeliverySummary> {
  const stop = new AbortController();
  const queue = batches[Symbol.asyncIterator]();
  let summary: DeliverySummary = { sent: 0, accepted: 0, refused: 0, firstRefusals: [], failure: null };

  const worker = async (): Promise<void> => {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      const batch = next.value;
      const answer = await sendBatch(batch, options, stop.signal);
      const refusals = answer.rejected
        .slice(0, options.keepRefusals)
        .map((refusal) => ({ ...refusal, lineNumber: batch.lineNumbers[refusal.index] ?? 0 }));
      summary = {
        ...summary,
        sent: summary.sent + batch.lineNumbers.length,
        accepted: summary.accepted + answer.accepted,
        refused: summary.refused + answer.rejected_count,
        firstRefusals: [...summary.firstRefusals, ...refusals].slice(0, options.keepRefusals),
      };
      options.onProgress?.(summary);
    }
  };

  const stopping = async (): Promise<void> => {
    try {
      await worker();
    } catch (error) {
      if (!stop.signal.aborted) {
        stop.abort();
        await queue.return?.();
        summary = { ...summary, failure: failureText(error) };
      }
      if (!(error instanceof DeliveryError) && !isAbort(error)) throw error;
    }
  };

  await Promise.all(Array.from({ length: options.requestsInFlight }, stopping));
  return summary;
}

function failureText(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown failure';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
