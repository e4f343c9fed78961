/** How much of one pass of the event loop goes to requests before what arrived meanwhile is seen. */
const PASS_MS = 3;

/**
 * Turns of the event loop, shared out by tenant in rotation, so that whoever has little to do waits for a piece of another's work
 * and not for all of it. While nobody else waits a turn comes at once. Several come in one pass of the event loop, until it has been
 * long enough. Where tenants share it one does, for each pass is what somebody's next step waits for, and one tenant alone in line
 * leaves as much time free as it takes.
 */
export class Turns {
  /** Those who wait, by tenant; the order of the tenants is the rotation. */
  private readonly lines = new Map<string, (() => void)[]>();
  /** When the pass under way has been long enough; undefined while there is none. */
  private passEndsMs: number | undefined;
  /** Whose turn was the latest. */
  private latest: string | undefined;
  /** Runs out when a tenant alone in line has left enough time free. */
  private pause: NodeJS.Timeout | undefined;

  constructor(
    private readonly isShared: () => boolean,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Resolves when it is the tenant's turn. What is done then should take milliseconds, or ask for another turn. */
  take(tenant: string): Promise<void> {
    const isFirst = this.passEndsMs === undefined;
    if (isFirst) this.beginPass();
    if (isFirst || (this.lines.size === 0 && this.hasTime())) {
      this.latest = tenant;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const line = this.lines.get(tenant);
      if (line) line.push(resolve);
      else this.lines.set(tenant, [resolve]);
      // Nobody waits for the time that another leaves free.
      if (this.pause !== undefined && this.lines.size > 1) this.endPass();
    });
  }

  /** Lets the event loop come round, then waits for the tenant's turn again. */
  async next(tenant: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.take(tenant);
  }

  private beginPass(): void {
    const beganMs = this.nowMs();
    this.passEndsMs = beganMs + PASS_MS;
    setImmediate(() => {
      const isAlone = this.lines.size === 1 && this.lines.has(this.latest ?? '');
      if (isAlone && this.isShared()) this.pause = setTimeout(this.endPass, this.nowMs() - beganMs);
      else this.endPass();
    });
  }

  private readonly endPass = (): void => {
    clearTimeout(this.pause);
    this.pause = undefined;
    this.passEndsMs = undefined;
    if (this.lines.size === 0) return;
    this.beginPass();
    this.give();
  };

  /** Gives one turn, and the next when what is done in it has come as far as it comes by itself. */
  private give(): void {
    const [entry] = this.lines;
    if (entry === undefined) return;
    const [tenant, line] = entry;
    const first = line.shift();
    this.latest = tenant;
    this.lines.delete(tenant);
    if (line.length > 0) this.lines.set(tenant, line);
    first?.();
    afterMicrotasks(() => {
      if (this.hasTime()) this.give();
    });
  }

  private hasTime(): boolean {
    return this.passEndsMs !== undefined && !this.isShared() && this.nowMs() < this.passEndsMs;
  }
}

/** A tick that is asked for by a microtask comes when no microtask is left. */
function afterMicrotasks(work: () => void): void {
  queueMicrotask(() => {
    process.nextTick(work);
  });
}
