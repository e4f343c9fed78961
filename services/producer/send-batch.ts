import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip as gzipCallback, constants } from 'node:zlib';
import type { Batch } from './batch';
import { problemText, readIngestAnswer } from './ingest-answer';
import type { IngestAnswer } from './ingest-answer';
import { DEFAULT_RETRY_POLICY, retryDelayMs } from './retry';
import type { AttemptFailure, RetryPolicy } from './retry';

const gzip = promisify(gzipCallback);

export interface ProducerOptions {
  /** Where the service listens, for instance http://127.0.0.1:8080 */
  readonly url: string;
  readonly token: string;
  /** Default: /v1/events */
  readonly path?: '/v1/events' | '/v1/directory';
  /** Chance for the jitter, in [0, 1). */
  readonly random: () => number;
  readonly retry?: RetryPolicy;
  readonly requestTimeoutMs?: number;
  readonly onRetry?: (delayMs: number, reason: string) => void;
}

/** A batch that could not be delivered: the service refused the request as a whole, or every attempt failed. */
export class DeliveryError extends Error {}

const DEFAULT_REQUEST_TIMEOUT_MS = 120_000;

/**
 * Sends one batch, again with the very same bytes until the service answers for its events.
 *
 * @throws DeliveryError when the request is refused as a whole or the attempts are used up
 */
export async function sendBatch(
  batch: Batch,
  options: ProducerOptions,
  signal: AbortSignal,
): Promise<IngestAnswer> {
  const body = await gzip(batch.body, { level: constants.Z_BEST_SPEED });
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(body, options, signal);
    if ('answer' in outcome) return outcome.answer;
    signal.throwIfAborted();
    const policy = options.retry ?? DEFAULT_RETRY_POLICY;
    const delayMs = retryDelayMs(outcome.failure, attempts, options.random(), Date.now(), policy);
    if (delayMs === null) throw new DeliveryError(outcome.reason);
    options.onRetry?.(delayMs, outcome.reason);
    await sleep(delayMs, undefined, { signal });
  }
}

type Outcome =
  { readonly answer: IngestAnswer } | { readonly failure: AttemptFailure; readonly reason: string };

async function attempt(body: Buffer, options: ProducerOptions, signal: AbortSignal): Promise<Outcome> {
  const timeout = AbortSignal.timeout(options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS);
  try {
    const response = await fetch(new URL(options.path ?? '/v1/events', options.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.token}`,
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      },
      body: new Uint8Array(body),
      signal: AbortSignal.any([signal, timeout]),
    });
    const parsed = parseJson(await response.text());
    const answer = readIngestAnswer(parsed);
    if (answer !== null && [200, 207, 422].includes(response.status)) return { answer };
    const retryAfter = response.headers.get('retry-after');
    return {
      failure: { kind: 'status', status: response.status, retryAfter },
      reason: problemText(response.status, parsed),
    };
  } catch (error) {
    return { failure: { kind: 'network' }, reason: networkReason(error) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** fetch says only "fetch failed"; what failed is in the cause. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
