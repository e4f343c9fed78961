import { batchLines } from '../../services/producer/batch';
import { deliver } from '../../services/producer/deliver';
import { openEventFile } from './read-event-lines';
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
  try {
    const delivery = await deliver(
      batchLines(file.lines, { maxEvents: options.batchEvents, maxBytes: BATCH_BYTES }),
      {
        url: options.url,
        token: options.token,
        random: Math.random,
        requestsInFlight: REQUESTS_IN_FLIGHT,
        keepRefusals: KEPT_REFUSALS,
        onRetry: options.onRetry,
        onProgress: ({ sent }) => {
          progress.update(file.bytesRead(), sent);
        },
      },
    );
    return { delivery, tooLong: file.tooLong, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    progress.stop();
  }
}
