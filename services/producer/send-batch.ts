import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip as gzipCallback, constants } from 'node:zlib';
import { problemText, readIngestAnswer } from './ingest-answer';
import type { IngestAnswer } from './ingest-answer';
import { retryDelayMs } from './retry';
import type { AttemptFailure, RetryPolicy } from './retry';

const gzip = promisify(gzipCallback);

export interface Destination {
  /** Where the service listens, for instance http://127.0.0.1:8080 */
  readonly url: string;
  /** A function is asked before each attempt, and a refused token is then worth another attempt. */
  readonly token: string | (() => string | Promise<string>);
  readonly path: '/v1/events' | '/v1/directory';
  /** Chance for the jitter, in [0, 1). */
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly requestTimeoutMs: number;
  readonly onRetry?: ((delayMs: number, reason: string) => void) | undefined;
}

/** The events could not be delivered: the service refused a request as a whole, or every attempt failed. */
export class DeliveryError extends Error {}

/**
 * Sends NDJSON, again with the very same bytes until the service answers for its events.
 *
 * @throws DeliveryError when the request is refused as a whole or the attempts are used up
 */
export async function sendBatch(
  lines: Buffer,
  destination: Destination,
  signal: AbortSignal,
): Promise<IngestAnswer> {
  const body = await gzip(lines, { level: constants.Z_BEST_SPEED });
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(body, destination, signal);
    if ('answer' in outcome) return outcome.answer;
    signal.throwIfAborted();
    const delayMs = retryDelayMs(
      outcome.failure,
      attempts,
      destination.random(),
      Date.now(),
      destination.retry,
    );
    if (delayMs === null) throw new DeliveryError(outcome.reason);
    destination.onRetry?.(delayMs, outcome.reason);
    await sleep(delayMs, undefined, { signal });
  }
}

type Outcome =
  { readonly answer: IngestAnswer } | { readonly failure: AttemptFailure; readonly reason: string };

async function attempt(
  body: Buffer,
  { url, path, token, requestTimeoutMs }: Destination,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const timeout = AbortSignal.timeout(requestTimeoutMs);
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${typeof token === 'string' ? token : await token()}`,
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      },
      body: new Uint8Array(body),
      signal: AbortSignal.any([signal, timeout]),
    });
    const parsed = parseJson(await response.text());
    const answer = readIngestAnswer(parsed);
    if (answer !== null && [200, 207, 422].includes(response.status)) return { answer };
    const { status } = response;
    const reason = problemText(status, parsed);
    // A token that is asked for anew each time may be another one next time.
    if (status === 401 && typeof token === 'function') return { failure: { kind: 'network' }, reason };
    return { failure: { kind: 'status', status, retryAfter: response.headers.get('retry-after') }, reason };
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
