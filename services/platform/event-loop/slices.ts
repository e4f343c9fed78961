import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';

const MAX_SLICE_MS = 10;

/** Cuts long work into slices, so that other requests are served in between. */
export class Slices {
  private startedMs = performance.now();

  constructor(
    /** Resolves when others had their turn. */
    private readonly nextTurn: () => Promise<unknown> = nextTurnOfLoop,
    private readonly maxSliceMs = MAX_SLICE_MS,
  ) {}

  /** Resolves at once, or, when the slice has been long enough, after everybody else had a turn. */
  async pause(): Promise<void> {
    if (performance.now() - this.startedMs < this.maxSliceMs) return;
    await this.nextTurn();
    this.startedMs = performance.now();
  }
}
