import { parentPort, workerData } from 'node:worker_threads';
import type { ColumnBlock } from './column-blocks';
import type { EncoderTask, FromEncoder } from './encode-in-thread';
import { ENCODERS } from './encoders';

const port = parentPort;
if (port === null) throw new Error('This is the program of a thread.');

function send(message: FromEncoder, transferred: ArrayBuffer[] = []): void {
  port?.postMessage(message, transferred);
}

function nextBlock(): Promise<ColumnBlock | null> {
  const answer = new Promise<ColumnBlock | null>((resolve) => port?.once('message', resolve));
  send('more');
  return answer;
}

/** Asks for a block while the one before is written, and never further ahead. */
async function* blocks(): AsyncGenerator<ColumnBlock> {
  for (let next = nextBlock(); ;) {
    const block = await next;
    if (block === null) return;
    next = nextBlock();
    yield block;
  }
}

async function encode({ format, columns }: EncoderTask): Promise<void> {
  for await (const bytes of ENCODERS[format](columns, blocks())) {
    // A memory of its own, which changes hands without a copy.
    const own = new Uint8Array(bytes);
    send(own, [own.buffer]);
  }
  send('done');
  port?.close();
}

// A failure ends the thread, which hands it on to who started it.
void encode(workerData as EncoderTask);
