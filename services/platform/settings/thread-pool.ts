import { DEFAULT_LIMITS, requiredThreads } from '../../../clickhouse/limits';

/**
 * Makes Node's thread pool large enough that each native call of the store has a thread. Works only before the pool's
 * first use, so it is called before anything asynchronous. A size that was set from outside stays.
 */
export function sizeThreadPool(readers: number): void {
  process.env.UV_THREADPOOL_SIZE ??= String(requiredThreads({ ...DEFAULT_LIMITS, readers }));
}
