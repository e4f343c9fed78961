import type { InsertBatch } from '../../../clickhouse/store';
import type { Waiting } from './flush-decision';
import type { GroupPolicy } from './policy';

/** Rows of events, to be committed together with other requests'. */
export interface EventsJob {
  readonly kind: 'events';
  readonly rows: number;
  readonly bytes: number;
  /** Brings what `render` needs up to date; runs when everything earlier is stored. */
  readonly prepare: () => Promise<void>;
  /** Makes the rows. Called in the serial section, so that a client's zone history is the one that holds now. */
  readonly render: () => InsertBatch[];
}

/** Stores one part of a commit of its own; resolves when every table has it. */
export type Write = (part: readonly InsertBatch[]) => Promise<void>;

/** Work that must see everything earlier stored and nothing later begun. */
export interface ExclusiveJob {
  readonly kind: 'exclusive';
  readonly rows: number;
  readonly bytes: number;
  readonly run: (write: Write) => Promise<void>;
}

export interface QueuedJob<Job extends EventsJob | ExclusiveJob = EventsJob | ExclusiveJob> {
  readonly job: Job;
  readonly queuedAtMs: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** First in, first out, bounded by rows and bytes. */
export class CommitQueue {
  private readonly jobs: QueuedJob[] = [];
  private rows = 0;
  private bytes = 0;

  constructor(private readonly policy: GroupPolicy) {}

  /** False when the queue has no room; whatever fits a request fits an empty queue. */
  push(queued: QueuedJob): boolean {
    const { rows, bytes } = queued.job;
    const isFull =
      this.rows + rows > this.policy.maxWaitingRows || this.bytes + bytes > this.policy.maxWaitingBytes;
    if (isFull && this.jobs.length > 0) return false;
    this.jobs.push(queued);
    this.count(queued, 1);
    return true;
  }

  /** Takes a job out again that nobody waits for any more. False if it has been taken for a commit. */
  remove(queued: QueuedJob): boolean {
    const index = this.jobs.indexOf(queued);
    if (index < 0) return false;
    this.jobs.splice(index, 1);
    this.count(queued, -1);
    return true;
  }

  /** The next group, in order: as many event jobs as one commit holds, at least one; or one exclusive job. */
  take(): QueuedJob<EventsJob>[] | QueuedJob<ExclusiveJob> | undefined {
    const first = this.jobs[0];
    if (!first) return undefined;
    if (isExclusive(first)) {
      this.remove(first);
      return first;
    }
    let rows = 0;
    let bytes = 0;
    const group: QueuedJob<EventsJob>[] = [];
    for (const queued of this.jobs) {
      if (!isEvents(queued)) break;
      rows += queued.job.rows;
      bytes += queued.job.bytes;
      if (group.length > 0 && (rows > this.policy.maxGroupRows || bytes > this.policy.maxGroupBytes)) break;
      group.push(queued);
    }
    this.jobs.splice(0, group.length);
    for (const queued of group) this.count(queued, -1);
    return group;
  }

  waiting(nowMs: number): Waiting {
    const first = this.jobs[0];
    return {
      requests: this.jobs.length,
      rows: this.rows,
      bytes: this.bytes,
      oldestWaitMs: first ? nowMs - first.queuedAtMs : 0,
      nextIsExclusive: first?.job.kind === 'exclusive',
    };
  }

  private count({ job }: QueuedJob, sign: 1 | -1): void {
    this.rows += sign * job.rows;
    this.bytes += sign * job.bytes;
  }
}

function isEvents(queued: QueuedJob): queued is QueuedJob<EventsJob> {
  return queued.job.kind === 'events';
}

function isExclusive(queued: QueuedJob): queued is QueuedJob<ExclusiveJob> {
  return queued.job.kind === 'exclusive';
}
