import type { InsertBatch } from '../../../clickhouse/store';
import type { Waiting } from './flush-decision';
import { MAX_TENANT_SHARE } from './policy';
import type { GroupPolicy } from './policy';

/** Rows of events, to be committed together with other requests'. */
export interface EventsJob {
  readonly kind: 'events';
  /** Whose rows they are: tenants share a group fairly. */
  readonly tenant?: string;
  readonly rows: number;
  readonly bytes: number;
  /** Brings what `render` needs up to date; runs when everything earlier is stored. */
  readonly prepare: () => Promise<void>;
  /** Makes the rows. Called in the serial section, so that a client's zone history is the one that holds now. */
  readonly render: () => InsertBatch[];
  /** Runs, still alone, when the rows are stored and before the caller hears of it. */
  readonly afterStored?: () => Promise<void>;
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

/**
 * First in, first out, bounded by rows and bytes; but where not all waiting event jobs fit one group, each tenant gets its share of
 * the rows, so that a flood of one does not hold up another's; and beside a tenant that sends little groups stay small.
 */
export class CommitQueue {
  private jobs: QueuedJob[] = [];
  private rows = 0;
  private bytes = 0;
  /** When each tenant last sent a request of few rows. */
  private readonly lightAtMs = new Map<string, number>();
  /** The oldest job, where the last group left it out: it comes first in the next. */
  private passedOver: QueuedJob | undefined;

  constructor(private readonly policy: GroupPolicy) {}

  /** False when the queue has no room; whatever fits a request fits an empty queue. */
  push(queued: QueuedJob): boolean {
    const { rows, bytes } = queued.job;
    const isFull =
      this.rows + rows > this.policy.maxWaitingRows || this.bytes + bytes > this.policy.maxWaitingBytes;
    if (isFull && this.jobs.length > 0) return false;
    if (this.isOverShare(queued)) return false;
    this.jobs.push(queued);
    this.count(queued, 1);
    this.noteLight(queued);
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
    const group = new Set<QueuedJob>();
    const maxRows = this.maxGroupRows();
    for (const queued of this.lightFirst(this.inTurn())) {
      rows += queued.job.rows;
      bytes += queued.job.bytes;
      if (group.size > 0 && (rows > maxRows || bytes > this.policy.maxGroupBytes)) break;
      group.add(queued);
    }
    const taken = this.jobs.filter((queued) => group.has(queued)).filter(isEvents);
    this.jobs = this.jobs.filter((queued) => !group.has(queued));
    for (const queued of taken) this.count(queued, -1);
    this.passedOver = group.has(first) ? undefined : first;
    return taken;
  }

  waiting(nowMs: number): Waiting {
    const first = this.jobs[0];
    const newest = this.jobs.at(-1);
    return {
      requests: this.jobs.length,
      rows: this.rows,
      bytes: this.bytes,
      oldestWaitMs: first ? nowMs - first.queuedAtMs : 0,
      newestWaitMs: newest ? nowMs - newest.queuedAtMs : 0,
      maxGroupRows: this.maxGroupRows(),
      nextIsExclusive: first?.job.kind === 'exclusive',
    };
  }

  /** The event jobs before the next exclusive one: those first with which the fewest rows of the same tenant have come. */
  private inTurn(): QueuedJob<EventsJob>[] {
    const end = this.jobs.findIndex(isExclusive);
    const before = new Map<string, number>();
    const ranked = this.jobs
      .slice(0, end < 0 ? undefined : end)
      .filter(isEvents)
      .map((queued) => {
        const { tenant = '', rows } = queued.job;
        const rank = (before.get(tenant) ?? 0) + rows;
        before.set(tenant, rank);
        return { queued, rank: queued === this.passedOver ? 0 : rank };
      });
    return ranked.sort((one, other) => one.rank - other.rank).map(({ queued }) => queued);
  }

  /** Beside a tenant that sends little, what is light goes without what is heavy, which then comes first in the next group. */
  private lightFirst(jobs: QueuedJob<EventsJob>[]): QueuedJob<EventsJob>[] {
    const isLight = ({ job }: QueuedJob): boolean => job.rows <= this.policy.lightRequestRows;
    const [first] = jobs;
    return first && isLight(first) && this.isBesideLight() ? jobs.filter(isLight) : jobs;
  }

  private noteLight({ job, queuedAtMs }: QueuedJob): void {
    if (job.kind !== 'events' || job.tenant === undefined) return;
    const { lightRequestRows, lightRequestMs } = this.policy;
    for (const [tenant, atMs] of this.lightAtMs) {
      if (queuedAtMs - atMs <= lightRequestMs) break;
      this.lightAtMs.delete(tenant);
    }
    if (job.rows > lightRequestRows) return;
    // Latest last.
    this.lightAtMs.delete(job.tenant);
    this.lightAtMs.set(job.tenant, queuedAtMs);
  }

  /** Small where somebody else than those who wait may come with little in a moment, or waits beside others. */
  private maxGroupRows(): number {
    const { maxGroupRows, maxGroupRowsBesideLight } = this.policy;
    return this.isBesideLight() ? Math.min(maxGroupRows, maxGroupRowsBesideLight) : maxGroupRows;
  }

  private isBesideLight(): boolean {
    const isAnothers = (light: string) => (queued: QueuedJob) =>
      isEvents(queued) && queued.job.tenant !== light;
    return [...this.lightAtMs.keys()].some((light) => this.jobs.some(isAnothers(light)));
  }

  private isOverShare({ job }: QueuedJob): boolean {
    if (job.kind !== 'events' || job.tenant === undefined) return false;
    const { maxWaitingRows, maxWaitingBytes } = this.policy;
    const [mostRows, mostBytes] = [maxWaitingRows * MAX_TENANT_SHARE, maxWaitingBytes * MAX_TENANT_SHARE];
    // While all together are below it, so is each.
    if (this.rows + job.rows <= mostRows && this.bytes + job.bytes <= mostBytes) return false;
    const own = this.jobs.filter((other) => isEvents(other) && other.job.tenant === job.tenant);
    const rows = own.reduce((sum, other) => sum + other.job.rows, 0);
    const bytes = own.reduce((sum, other) => sum + other.job.bytes, 0);
    return own.length > 0 && (rows + job.rows > mostRows || bytes + job.bytes > mostBytes);
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
