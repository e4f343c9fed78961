import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ColumnBlock, ColumnHead } from './column-blocks';
import { ENCODER_FILE } from './encoder-file';
import type { ColumnarFormat } from './encoders';

export interface EncoderTask {
  readonly format: ColumnarFormat;
  readonly columns: readonly ColumnHead[];
}

/** Bytes of the file, or what the thread wants. */
export type FromEncoder = Uint8Array | 'more' | 'done';

/** Far above what a row group takes: a thread that goes beyond fails alone. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512 };

/**
 * Writes a file in a thread of its own, so that the event loop goes on. The thread gets a block when it asks for one, and what
 * it wrote is taken from it when the caller reads on: it is never further ahead than a block. Ending the iteration ends the
 * thread; a failure of either side is thrown.
 */
export async function* encodeInThread(
  task: EncoderTask,
  blocks: AsyncIterator<ColumnBlock>,
): AsyncGenerator<Uint8Array> {
  const thread = new Worker(ENCODER_FILE, { workerData: task, resourceLimits: RESOURCE_LIMITS });
  // Heard by the loop below; what comes when nobody listens any more is of no concern.
  thread.on('error', () => undefined);
  try {
    for await (const [message] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<
      [FromEncoder]
    >) {
      if (message === 'done') return;
      if (message === 'more') thread.postMessage(await blockOrEnd(blocks));
      else yield message;
    }
    throw new Error('The thread of an export ended before its work.');
  } finally {
    await thread.terminate();
    await blocks.return?.();
  }
}

async function blockOrEnd(blocks: AsyncIterator<ColumnBlock>): Promise<ColumnBlock | null> {
  const next = await blocks.next();
  return next.done === true ? null : next.value;
}
