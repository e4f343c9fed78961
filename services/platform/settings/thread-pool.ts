/** Beside the store's native calls the pool serves the file system, DNS and compression. */
const OTHER_THREADS = 8;

/**
 * Makes Node's thread pool large enough that each native call of the store has a thread. Works only before the pool's
 * first use, so it is called before anything asynchronous. A size that was set from outside stays.
 */
export function sizeThreadPool(readers: number): void {
  process.env.UV_THREADPOOL_SIZE ??= String(readers + 1 + OTHER_THREADS);
}
