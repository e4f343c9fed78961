import { PassThrough, type Readable } from 'node:stream';
import { StoreError } from '../errors';
import { killUntilSettled } from './cancel';
import type { Engine } from './engine';

export interface StreamReadOptions {
  /** A reader that takes nothing for so long is given up. */
  readonly stallMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Small pieces, so that what waits in streams on the way stays small; the engine's blocks are megabytes. */
const PIECE_BYTES = 64 * 1024;

/**
 * Runs one statement on an exporter and answers its rows (JSONEachRow) as bytes, no faster than they are read. Destroying the
 * stream, or the signal, stops the engine. The exporter goes back to its pool when its native call has ended and the last kill
 * is through; one whose answer was not read to its end is opened anew, see EngineSession.
 */
export async function streamRead(
  engine: Engine,
  statement: string,
  { stallMs, signal }: StreamReadOptions,
): Promise<Readable> {
  const exporter = await engine.exporters.take(signal);
  const output = new PassThrough({ highWaterMark: PIECE_BYTES });
  const running = exporter.run(async (native) => {
    for await (const chunk of native.queryStream(statement, { format: 'JSONEachRow' })) {
      for (const piece of pieces(chunk.raw())) await deliver(output, piece, stallMs);
    }
  });
  let stopping: Promise<void> | undefined;
  let hasEnded = false;
  const onAbort = (): void => {
    output.destroy(new StoreError('cancelled'));
  };
  output.once('close', () => {
    signal?.removeEventListener('abort', onAbort);
    if (!hasEnded) stopping = killUntilSettled(engine.control, exporter.name, running);
  });
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  const finish = async (error?: Error): Promise<void> => {
    hasEnded = true;
    if (error) output.destroy(error);
    else output.end();
    await stopping;
    engine.exporters.giveBack(exporter);
  };
  running.then(
    () => void finish(),
    (error: unknown) => void finish(numbered(error)),
  );
  // Whoever reads hears of it; whoever has stopped reading must not turn it into a crash.
  output.on('error', () => undefined);
  return output;
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** Resolves when the reader wants more. */
async function deliver(output: PassThrough, piece: Uint8Array, stallMs: number): Promise<void> {
  if (output.destroyed) throw new StoreError('cancelled');
  if (output.write(piece)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: StoreError): void => {
      clearTimeout(stall);
      output.off('drain', onDrain);
      output.off('close', onClose);
      if (error) reject(error);
      else resolve();
    };
    const onDrain = (): void => {
      settle();
    };
    const onClose = (): void => {
      settle(new StoreError('cancelled'));
    };
    const stall = setTimeout(() => {
      settle(new StoreError('timeout', { message: 'The reader of an answer took nothing for too long.' }));
    }, stallMs);
    output.once('drain', onDrain);
    output.once('close', onClose);
  });
}

/** The native stream's errors carry ClickHouse's number only in their text, always at its start. */
function numbered(error: unknown): Error {
  if (error instanceof StoreError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = /^Code: (\d+)\./.exec(cause.message)?.[1];
  return code === undefined ? cause : Object.assign(cause, { clickhouseCode: Number(code) });
}
