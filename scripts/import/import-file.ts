import { DeliveryError, Producer } from '../../services/producer/producer';
import type { RefusedEvent } from '../../services/producer/producer';
import { RETRY_FOR_MINUTES } from '../../services/producer/retry';
import { openEventFile } from './read-event-lines';
import type { EventFile } from './read-event-lines';
import type { Progress } from './progress';
import type { ImportResult } from './summary';

export interface ImportOptions {
  readonly file: string;
  readonly url: string;
  readonly token: string;
  readonly batchEvents: number;
  readonly startProgress: (totalBytes: number) => Progress;
  readonly onRetry: (delayMs: number, reason: string) => void;
}

const BATCH_BYTES = 8 * 1024 * 1024;
const REQUESTS_IN_FLIGHT = 4;
const KEPT_REFUSALS = 10;

/** Streams a file to the service in bounded memory. Throws what opening or reading the file throws. */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const startedMs = performance.now();
  const file = await openEventFile(options.file);
  const progress = options.startProgress(file.sizeBytes);
  const firstRefusals: RefusedEvent[] = [];
  const producer = await Producer.open({
    url: options.url,
    token: options.token,
    maxEvents: options.batchEvents,
    maxBytes: BATCH_BYTES,
    maxPendingBytes: (REQUESTS_IN_FLIGHT + 1) * BATCH_BYTES,
    requestsInFlight: REQUESTS_IN_FLIGHT,
    retry: RETRY_FOR_MINUTES,
    onRetry: options.onRetry,
    onRefused: (refused) => {
      firstRefusals.push(...refused.slice(0, KEPT_REFUSALS - firstRefusals.length));
    },
    onDelivered: ({ sent }) => {
      progress.update(file.bytesRead(), sent);
    },
  });
  try {
    const failure = await failureOf(() => sendLines(file, producer));
    const seconds = (performance.now() - startedMs) / 1000;
    return { counts: producer.counts(), firstRefusals, failure, tooLong: file.tooLong, seconds };
  } finally {
    progress.stop();
  }
}

async function sendLines({ lines }: EventFile, producer: Producer): Promise<void> {
  try {
    for await (const { bytes, lineNumber } of lines) await producer.sendLine(bytes, lineNumber);
  } finally {
    await producer.close();
  }
}

/** Why the delivery stopped early, or null. Rethrows what is no fault of the delivery. */
async function failureOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof DeliveryError) return error.message;
    throw error;
  }
}
