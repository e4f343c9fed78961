/** How much of one pass of the event loop goes to requests before what arrived meanwhile is seen. */
const PASS_MS = 3;

/**
 * Turns of the event loop, shared out by tenant in rotation, so that whoever has little to do waits for a piece of another's work
 * and not for all of it. While nobody else waits a turn comes at once, until the pass has been long enough.
 */
export class Turns {
  /** Those who wait, by tenant; the order of the tenants is the rotation. */
  private readonly lines = new Map<string, (() => void)[]>();
  /** When the pass under way has been long enough; undefined while there is none. */
  private passEndsMs: number | undefined;

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Resolves when it is the tenant's turn. What is done then should take milliseconds, or ask for another turn. */
  take(tenant: string): Promise<void> {
    if (this.passEndsMs === undefined) this.beginPass();
    if (this.lines.size === 0 && this.hasTime()) return Promise.resolve();
    return new Promise((resolve) => {
      const line = this.lines.get(tenant);
      if (line) line.push(resolve);
      else this.lines.set(tenant, [resolve]);
    });
  }

  /** Lets the event loop come round, then waits for the tenant's turn again. */
  async next(tenant: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.take(tenant);
  }

  private beginPass(): void {
    this.passEndsMs = this.nowMs() + PASS_MS;
    setImmediate(() => {
      this.passEndsMs = undefined;
      if (this.lines.size === 0) return;
      this.beginPass();
      this.give();
    });
  }

  /** Gives one turn, and the next when what is done in it has come as far as it comes by itself. */
  private give(): void {
    const [entry] = this.lines;
    if (entry === undefined) return;
    const [tenant, line] = entry;
    const first = line.shift();
    this.lines.delete(tenant);
    if (line.length > 0) this.lines.set(tenant, line);
    first?.();
    afterMicrotasks(() => {
      if (this.hasTime()) this.give();
    });
  }

  private hasTime(): boolean {
    return this.passEndsMs !== undefined && this.nowMs() < this.passEndsMs;
  }
}

/** A tick that is asked for by a microtask comes when no microtask is left. */
function afterMicrotasks(work: () => void): void {
  queueMicrotask(() => {
    process.nextTick(work);
  });
}
