import { StoreError } from './errors';

export interface FairQueueLimits {
  /** How much runs at once. */
  readonly slots: number;
  readonly maxWaiting: number;
  /** Who waits longer is refused: an answer that comes too late helps nobody and delays the next. */
  readonly maxWaitMs: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: StoreError) => void;
}

/**
 * Turns for work that cannot all run at once, shared out fairly: whoever has least running goes next, in rotation, however
 * many of another's wait. One key alone leaves half of the slots free for the others, for all share the processors. When the line is full, the last of whoever has
 * most in it gives way. Refusals are StoreErrors `busy`; an abort gives the place in the line back (`cancelled`).
 */
export class FairQueue {
  private readonly running = new Map<string, number>();
  /** Those who wait, by key; the order of the keys is the rotation. */
  private readonly lines = new Map<string, Set<Waiting>>();
  private total = 0;
  private waiting = 0;

  constructor(private readonly limits: FairQueueLimits) {}

  async run<T>(key: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await this.enter(key, signal);
    try {
      return await work();
    } finally {
      this.count(key, -1);
      this.next();
    }
  }

  private enter(key: string, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.reject(new StoreError('cancelled'));
    if (this.waiting === 0 && this.mayRun(key)) {
      this.count(key, 1);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        place.refuse(new StoreError('busy'));
      }, this.limits.maxWaitMs);
      const onAbort = (): void => {
        place.refuse(new StoreError('cancelled'));
      };
      const leave = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.remove(key, place);
      };
      const place: Waiting = {
        start: () => {
          leave();
          this.count(key, 1);
          resolve();
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.add(key, place);
      this.next();
      if (this.waiting > this.limits.maxWaiting) this.lastOfLongest()?.refuse(new StoreError('busy'));
    });
  }

  /** Starts as many as there are slots for. */
  private next(): void {
    for (;;) {
      const startable = [...this.lines.keys()].filter((key) => this.mayRun(key));
      const [key] = startable.sort((one, other) => this.runningOf(one) - this.runningOf(other));
      const line = key === undefined ? undefined : this.lines.get(key);
      const [first] = line ?? [];
      if (key === undefined || line === undefined || first === undefined) return;
      first.start();
      // To the end of the rotation.
      if (this.lines.delete(key) && line.size > 0) this.lines.set(key, line);
    }
  }

  private mayRun(key: string): boolean {
    const { slots } = this.limits;
    return this.total < slots && this.runningOf(key) < Math.max(1, Math.floor(slots / 2));
  }

  private runningOf(key: string): number {
    return this.running.get(key) ?? 0;
  }

  private count(key: string, change: 1 | -1): void {
    this.total += change;
    const running = this.runningOf(key) + change;
    if (running > 0) this.running.set(key, running);
    else this.running.delete(key);
  }

  private add(key: string, place: Waiting): void {
    this.lines.set(key, (this.lines.get(key) ?? new Set()).add(place));
    this.waiting += 1;
  }

  private remove(key: string, place: Waiting): void {
    const line = this.lines.get(key);
    if (line?.delete(place)) this.waiting -= 1;
    if (line?.size === 0) this.lines.delete(key);
  }

  private lastOfLongest(): Waiting | undefined {
    const longest = [...this.lines.values()].reduce((one, other) => (other.size > one.size ? other : one));
    return [...longest].at(-1);
  }
}
