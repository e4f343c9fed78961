import { StoreError } from '../errors';
import { killUntilSettled } from './cancel';
import type { Engine } from './engine';
import type { SessionPool } from './session-pool';

/**
 * Runs one statement on a session of the pool, a reader's unless another is given. An abort is answered at once; the engine is told to stop, and the reader goes back to the
 * pool only when its native call has ended and the last kill is through, so that no kill hits whoever comes next.
 */
export async function runRead(
  engine: Engine,
  statement: string,
  signal?: AbortSignal,
  pool: SessionPool = engine.readers,
): Promise<Buffer> {
  const reader = await pool.take(signal);
  return new Promise((resolve, reject) => {
    let stopping: Promise<void> | undefined;
    const running = reader.run(async (native) => {
      const bytes = (await native.queryAsync(statement)).bytes();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
    const onAbort = (): void => {
      stopping = killUntilSettled(engine.control, reader.name, running);
      reject(new StoreError('cancelled'));
    };
    const finish = async (): Promise<void> => {
      signal?.removeEventListener('abort', onAbort);
      await stopping;
      pool.giveBack(reader);
    };
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    running.then(resolve, reject).finally(() => void finish());
  });
}
