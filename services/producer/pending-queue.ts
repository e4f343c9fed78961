import { batchDueInMs, batchLength } from './batch-due';
import type { BatchPolicy } from './batch-due';

/** An event on its way: a line of NDJSON without its line break. */
export interface PendingLine {
  readonly bytes: Buffer;
  /** What the caller calls it; told again where it is refused. */
  readonly label?: string | number | undefined;
  /** Called when the service has answered for it. */
  readonly onSettled?: (() => void) | undefined;
}

interface NumberedLine extends PendingLine {
  readonly number: number;
  readonly queuedAtMs: number;
}

/** Lines that travel in one request. */
export type Batch = readonly NumberedLine[];

export interface QueuePolicy extends BatchPolicy {
  /** Bound on the lines that wait and those in requests under way, together. */
  readonly maxPendingBytes: number;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The events between the caller and the requests, in order and bounded: who puts in more waits until there is room. Batches
 * are handed out when they are full, old enough or flushed.
 */
export class PendingQueue {
  private readonly queued: NumberedLine[] = [];
  private readonly unsettled = new Set<number>();
  private readonly takers: ((batch: Batch | undefined) => void)[] = [];
  private room: Waiter[] = [];
  private flushes: (Waiter & { readonly through: number })[] = [];
  private queuedBytes = 0;
  private heldBytes = 0;
  private lastNumber = 0;
  private flushedThrough = 0;
  private linger: NodeJS.Timeout | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly policy: QueuePolicy,
    private readonly nowMs: () => number,
  ) {}

  /** Resolves when the line is in, which may take until others have been answered for. Rejects once the queue has failed. */
  async put(line: PendingLine): Promise<void> {
    const bytes = sizeOf(line);
    while (!this.failure && this.heldBytes > 0 && this.heldBytes + bytes > this.policy.maxPendingBytes) {
      await new Promise<void>((resolve, reject) => this.room.push({ resolve, reject }));
    }
    if (this.failure) throw this.failure;
    this.lastNumber += 1;
    this.queued.push({ ...line, number: this.lastNumber, queuedAtMs: this.nowMs() });
    this.unsettled.add(this.lastNumber);
    this.queuedBytes += bytes;
    this.heldBytes += bytes;
    this.dispatch();
  }

  /** The next batch, once it is due; undefined once the queue has failed. */
  take(): Promise<Batch | undefined> {
    return new Promise((resolve) => {
      this.takers.push(resolve);
      this.dispatch();
    });
  }

  /** The service has answered for these: their room is free. */
  settle(batch: Batch): void {
    for (const line of batch) {
      this.unsettled.delete(line.number);
      this.heldBytes -= sizeOf(line);
      line.onSettled?.();
    }
    this.room.splice(0).forEach(({ resolve }) => {
      resolve();
    });
    this.flushes = this.flushes.filter(({ through, resolve }) => {
      const isDone = this.settledThrough() >= through;
      if (isDone) resolve();
      return !isDone;
    });
  }

  /** Resolves when everything put in so far has been answered for. */
  flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      const through = this.lastNumber;
      if (this.settledThrough() >= through) resolve();
      else if (this.failure) reject(this.failure);
      else {
        this.flushedThrough = through;
        this.flushes.push({ through, resolve, reject });
        this.dispatch();
      }
    });
  }

  /** Ends everything: who waits is told why. */
  fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of [...this.room.splice(0), ...this.flushes.splice(0)]) reject(this.failure);
    this.dispatch();
  }

  private settledThrough(): number {
    const [oldest] = this.unsettled;
    return oldest === undefined ? this.lastNumber : oldest - 1;
  }

  /** Hands out what is due, and comes back when the next batch will be. */
  private dispatch(): void {
    clearTimeout(this.linger);
    while (this.takers.length > 0) {
      const dueInMs = this.failure ? null : this.dueInMs();
      if (dueInMs === 0) {
        this.takers.shift()?.(this.cutBatch());
      } else if (dueInMs === null) {
        if (!this.failure) return;
        this.takers.splice(0).forEach((give) => {
          give(undefined);
        });
      } else {
        this.linger = setTimeout(() => {
          this.dispatch();
        }, dueInMs);
        return;
      }
    }
  }

  private dueInMs(): number | null {
    const [oldest] = this.queued;
    const waiting = {
      lines: this.queued.length,
      bytes: this.queuedBytes,
      oldestWaitMs: oldest ? this.nowMs() - oldest.queuedAtMs : 0,
      isFlushed: oldest !== undefined && oldest.number <= this.flushedThrough,
    };
    return batchDueInMs(waiting, this.policy);
  }

  private cutBatch(): Batch {
    const batch = this.queued.splice(0, batchLength(sizesOf(this.queued), this.policy));
    for (const line of batch) this.queuedBytes -= sizeOf(line);
    return batch;
  }
}

function sizeOf({ bytes }: PendingLine): number {
  return bytes.length + 1;
}

function* sizesOf(lines: readonly PendingLine[]): Generator<number> {
  for (const line of lines) yield sizeOf(line);
}
