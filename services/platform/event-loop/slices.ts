import { setImmediate as nextTurn } from 'node:timers/promises';

const MAX_SLICE_MS = 10;

/** Cuts long work into slices, so that other requests are served in between. */
export class Slices {
  private startedMs = performance.now();

  /** Resolves at once, or, when the slice has been long enough, after everybody else had a turn. */
  async pause(): Promise<void> {
    if (performance.now() - this.startedMs < MAX_SLICE_MS) return;
    await nextTurn();
    this.startedMs = performance.now();
  }
}
