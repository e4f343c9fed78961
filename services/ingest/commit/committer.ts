import { Slices } from '../../platform/event-loop/slices';
import { CommitQueue } from './commit-queue';
import type { EventsJob, ExclusiveJob, QueuedJob, Write } from './commit-queue';
import type { CommitPart } from './commit-payload';
import { TryAgainLater } from './commit-errors';
import { decideFlush } from './flush-decision';
import type { LastCommit } from './flush-decision';
import type { GroupPolicy } from './policy';

/** Makes the parts durable, whole and in every table. Answers, part by part, undefined or why the part was refused. */
export type StoreParts = (parts: readonly CommitPart[]) => Promise<readonly (Error | undefined)[]>;

interface CommitterOptions {
  readonly policy: GroupPolicy;
  readonly storeParts: StoreParts;
  /** A monotonic clock. */
  readonly nowMs: () => number;
}

/**
 * The group commit: requests wait together, one commit runs at a time, the next group gathers meanwhile.
 * A caller that gives up, or is told to try again, does not stop a commit that has begun.
 */
export class Committer {
  private readonly queue: CommitQueue;
  private running: Promise<void> | undefined;
  private linger: NodeJS.Timeout | undefined;
  private stopped = false;
  private runningSinceMs: number | undefined;
  private last: (Omit<LastCommit, 'endedAgoMs'> & { readonly endedAtMs: number }) | undefined;

  constructor(private readonly options: CommitterOptions) {
    this.queue = new CommitQueue(options.policy);
  }

  /** Resolves when the rows are stored and counted everywhere. Throws TryAgainLater or CommitRefused. */
  async commit(job: Omit<EventsJob, 'kind'>): Promise<void> {
    await this.enqueue({ ...job, kind: 'events' });
  }

  /**
   * Runs work alone: everything earlier is stored, nothing later has begun. Throws what `run` throws, or TryAgainLater; then
   * the work may still come to pass.
   */
  async exclusive<T>(work: { rows: number; bytes: number; run: (write: Write) => Promise<T> }): Promise<T> {
    const box: { result?: T } = {};
    const { rows, bytes } = work;
    const run = async (write: Write): Promise<void> => {
      box.result = await work.run(write);
    };
    await this.enqueue({ kind: 'exclusive', rows, bytes, run });
    return box.result as T;
  }

  /** True when nothing waits and nothing runs. */
  isIdle(): boolean {
    return this.running === undefined && this.waiting().requests === 0;
  }

  isStopped(): boolean {
    return this.stopped;
  }

  waiting(): { readonly requests: number; readonly rows: number; readonly bytes: number } {
    return this.queue.waiting(this.options.nowMs());
  }

  /** How long the request has been here that has waited longest, the commit that runs included; 0 without any. */
  lagMs(): number {
    const nowMs = this.options.nowMs();
    return this.runningSinceMs === undefined
      ? this.queue.waiting(nowMs).oldestWaitMs
      : nowMs - this.runningSinceMs;
  }

  /** Takes nothing new; resolves when what had been taken is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    while (this.running) await this.running;
    if (this.waiting().requests > 0) {
      this.flush();
      await this.stop();
    }
  }

  private enqueue(job: EventsJob | ExclusiveJob): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.stopped) {
        reject(new TryAgainLater('The service is stopping.'));
        return;
      }
      const deadline = setTimeout(() => {
        this.queue.remove(queued);
        reject(new TryAgainLater('The commit takes too long.'));
      }, this.options.policy.answerDeadlineMs);
      const queued: QueuedJob = {
        job,
        queuedAtMs: this.options.nowMs(),
        resolve: () => {
          clearTimeout(deadline);
          resolve();
        },
        reject: (error: unknown) => {
          clearTimeout(deadline);
          reject(asError(error));
        },
      };
      if (this.queue.push(queued)) this.schedule();
      else queued.reject(new TryAgainLater('Too much is waiting to be committed.'));
    });
  }

  /** Asks again, each time something changed, whether to flush. */
  private schedule(): void {
    const nowMs = this.options.nowMs();
    const waiting = this.queue.waiting(nowMs);
    const last = this.last && { ...this.last, endedAgoMs: nowMs - this.last.endedAtMs };
    const decision = decideFlush(waiting, this.running !== undefined, this.options.policy, last);
    if (decision === 'flush') this.flush();
    else if (typeof decision === 'object') {
      this.linger ??= setTimeout(() => {
        this.linger = undefined;
        this.schedule();
      }, decision.waitMs);
    }
  }

  private flush(): void {
    clearTimeout(this.linger);
    this.linger = undefined;
    const next = this.queue.take();
    if (!next) return;
    const group = Array.isArray(next) ? next : [next];
    this.runningSinceMs = group[0]?.queuedAtMs;
    const startedMs = this.options.nowMs();
    this.running = (Array.isArray(next) ? this.runGroup(next) : this.runExclusive(next)).finally(() => {
      this.running = undefined;
      this.runningSinceMs = undefined;
      this.last = this.ended(group, startedMs);
      this.schedule();
    });
  }

  private ended(group: readonly QueuedJob[], startedMs: number): typeof this.last {
    const endedAtMs = this.options.nowMs();
    return {
      rows: group.reduce((sum, { job }) => sum + job.rows, 0),
      ms: endedAtMs - startedMs,
      endedAtMs,
      expectedRequests: group.length + this.queue.waiting(endedAtMs).requests,
    };
  }

  private async runExclusive({ job, resolve, reject }: QueuedJob<ExclusiveJob>): Promise<void> {
    try {
      await job.run(async (part) => {
        const [refusal] = await this.options.storeParts([part]);
        if (refusal) throw refusal;
      });
      resolve();
    } catch (error) {
      reject(error);
    }
  }

  private async runGroup(group: readonly QueuedJob<EventsJob>[]): Promise<void> {
    const rendered = await renderAll(group);
    if (rendered.length === 0) return;
    try {
      const outcomes = await this.options.storeParts(rendered.map(({ part }) => part));
      for (const [index, { queued }] of rendered.entries()) {
        const refusal = outcomes[index];
        if (refusal) queued.reject(refusal);
        else await settle(queued);
      }
    } catch (error) {
      for (const { queued } of rendered) queued.reject(error);
    }
  }
}

interface Rendered {
  readonly queued: QueuedJob<EventsJob>;
  readonly part: CommitPart;
}

/** A job whose rows cannot be made fails alone. */
async function renderAll(group: readonly QueuedJob<EventsJob>[]): Promise<Rendered[]> {
  const prepared = await Promise.allSettled(group.map(({ job }) => job.prepare()));
  const slices = new Slices();
  const rendered: Rendered[] = [];
  for (const [index, queued] of group.entries()) {
    const outcome = prepared[index];
    try {
      if (outcome?.status === 'rejected') queued.reject(outcome.reason);
      else rendered.push({ queued, part: queued.job.render() });
    } catch (error) {
      queued.reject(error);
    }
    await slices.pause();
  }
  return rendered;
}

async function settle({ job, resolve, reject }: QueuedJob<EventsJob>): Promise<void> {
  try {
    await job.afterStored?.();
    resolve();
  } catch (error) {
    reject(error);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
