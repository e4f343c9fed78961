import type { DeliveryCounts, RefusedEvent } from './delivery';
import type { QueuePolicy } from './pending-queue';
import { PATIENT_RETRY } from './retry';
import type { RetryPolicy } from './retry';
import type { Destination } from './send-batch';

const MEBIBYTE = 1024 * 1024;

export interface ProducerOptions {
  /** Where the service listens, for instance http://127.0.0.1:8080 */
  readonly url: string;
  /** A token with the permission ingest-events; a function is asked before each request. */
  readonly token: Destination['token'];
  /** Default: /v1/events */
  readonly path?: Destination['path'];
  /** Events a request. Default 1,000, of which the service names every refusal. */
  readonly maxEvents?: number;
  /** Bytes a request before compression. Default 1 MiB. */
  readonly maxBytes?: number;
  /** How long an event waits for company. Default 200 ms. */
  readonly lingerMs?: number;
  /** Memory for events that wait or are under way. Default 32 MiB. */
  readonly maxPendingBytes?: number;
  /** Default 2; 1 keeps the events in order. */
  readonly requestsInFlight?: number;
  /** Default: for ever, with at most 30 s between two attempts. */
  readonly retry?: RetryPolicy;
  /** Default 120 s. */
  readonly requestTimeoutMs?: number;
  /** Where events lie on disk until the service has them; one producer a directory. */
  readonly spoolDirectory?: string;
  /** Bound on the spool; who sends more waits. Default 1 GiB. */
  readonly maxSpoolBytes?: number;
  /** Chance for the jitter of retries, in [0, 1). */
  readonly random?: () => number;
  readonly onRefused?: (refused: readonly RefusedEvent[]) => void;
  readonly onDelivered?: (counts: DeliveryCounts) => void;
  readonly onRetry?: (delayMs: number, reason: string) => void;
}

/** The options with everything that was left open filled in. */
export function producerSettings(options: ProducerOptions): {
  readonly destination: Destination;
  readonly queue: QueuePolicy;
  readonly requestsInFlight: number;
  readonly spool: { readonly directory: string; readonly maxBytes: number } | undefined;
  readonly onRefused: ProducerOptions['onRefused'];
  readonly onDelivered: ProducerOptions['onDelivered'];
} {
  const { url, token, spoolDirectory, onRefused, onDelivered, onRetry } = options;
  return {
    destination: {
      url,
      token,
      path: options.path ?? '/v1/events',
      random: options.random ?? Math.random,
      retry: options.retry ?? PATIENT_RETRY,
      requestTimeoutMs: options.requestTimeoutMs ?? 120_000,
      onRetry,
    },
    queue: {
      maxEvents: options.maxEvents ?? 1_000,
      maxBytes: options.maxBytes ?? 1 * MEBIBYTE,
      lingerMs: options.lingerMs ?? 200,
      maxPendingBytes: options.maxPendingBytes ?? 32 * MEBIBYTE,
    },
    requestsInFlight: options.requestsInFlight ?? 2,
    spool:
      spoolDirectory === undefined
        ? undefined
        : { directory: spoolDirectory, maxBytes: options.maxSpoolBytes ?? 1024 * MEBIBYTE },
    onRefused,
    onDelivered,
  };
}
