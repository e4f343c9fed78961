import { Admission } from '../../../services/ingest/commit/admission';
import { CommitQueue } from '../../../services/ingest/commit/commit-queue';
import type { QueuedJob } from '../../../services/ingest/commit/commit-queue';
import { GROUP_POLICY } from '../../../services/ingest/commit/policy';

const POLICY = { ...GROUP_POLICY, maxGroupRows: 100, maxWaitingRows: 400 };

function queued(tenant: string, rows: number): QueuedJob {
  const job = {
    kind: 'events' as const,
    tenant,
    rows,
    bytes: 1,
    prepare: () => Promise.resolve(),
    render: () => [],
  };
  return { job, queuedAtMs: 0, resolve: () => undefined, reject: () => undefined };
}

function exclusive(): QueuedJob {
  const job = { kind: 'exclusive' as const, rows: 1, bytes: 1, run: () => Promise.resolve() };
  return { job, queuedAtMs: 0, resolve: () => undefined, reject: () => undefined };
}

function takenBy(queue: CommitQueue, tenant: string): number {
  const group = queue.take();
  if (!Array.isArray(group)) throw new Error('no group of events');
  return group.filter(({ job }) => job.tenant === tenant).length;
}

test("a tenant's events are in the next commit, however many of another's wait", () => {
  const queue = new CommitQueue(POLICY);
  for (let sent = 0; sent < 5; sent += 1) queue.push(queued('flood', 50));
  queue.push(queued('quiet', 10));
  expect(takenBy(queue, 'quiet')).toBe(1);
});

test('nothing passes an exclusive job', () => {
  const queue = new CommitQueue(POLICY);
  queue.push(queued('flood', 90));
  queue.push(queued('flood', 90));
  queue.push(exclusive());
  queue.push(queued('quiet', 1));
  expect([takenBy(queue, 'quiet'), takenBy(queue, 'quiet')]).toEqual([0, 0]);
  expect(queue.take()).toMatchObject({ job: { kind: 'exclusive' } });
  expect(takenBy(queue, 'quiet')).toBe(1);
});

test('everything that was let in is taken once, in groups that fit', () => {
  const queue = new CommitQueue(POLICY);
  const all = [90, 20, 30, 70, 10, 60, 5].map((rows, index) => queued(`t${index % 3}`, rows));
  for (const one of all) queue.push(one);
  const taken: QueuedJob[] = [];
  for (let group = queue.take(); group !== undefined; group = queue.take()) {
    const jobs = [group].flat();
    if (jobs.length > 1) expect(jobs.reduce((sum, { job }) => sum + job.rows, 0)).toBeLessThanOrEqual(100);
    taken.push(...jobs);
  }
  expect(new Set(taken)).toEqual(new Set(all));
  expect(taken).toHaveLength(all.length);
});

test('one tenant fills neither the queue nor the memory for bodies', () => {
  const queue = new CommitQueue(POLICY);
  const pushed = Array.from({ length: 10 }, () => queue.push(queued('flood', 50))).filter(Boolean);
  expect(pushed).toHaveLength(6);
  expect(queue.push(queued('quiet', 50))).toBe(true);

  const admission = new Admission(1_000);
  const leases = Array.from({ length: 10 }, () => admission.enter(100, 'flood'));
  expect(leases.filter((lease) => lease !== undefined)).toHaveLength(7);
  expect(admission.enter(100, 'quiet')).toBeDefined();
  leases[0]?.release();
  expect(admission.enter(100, 'flood')).toBeDefined();
});

describe('beside a tenant that sends little', () => {
  const LIGHT = {
    ...GROUP_POLICY,
    lightRequestRows: 10,
    lightRequestMs: 1_000,
    maxGroupRowsBesideLight: 100,
  };
  const at = (tenant: string, rows: number, queuedAtMs: number): QueuedJob => ({
    ...queued(tenant, rows),
    queuedAtMs,
  });
  const rowsOf = (queue: CommitQueue): string[] =>
    [queue.take() ?? []].flat().map(({ job }) => `${'tenant' in job ? (job.tenant ?? '') : ''} ${job.rows}`);

  test('groups are small, its own first, and the flood goes on in every second one', () => {
    const queue = new CommitQueue(LIGHT);
    queue.push(at('quiet', 5, 0));
    expect(rowsOf(queue)).toEqual(['quiet 5']);
    for (let sent = 0; sent < 4; sent += 1) queue.push(at('flood', 98, 1));
    // Somebody who sent little a moment ago may come again: what runs then must be short.
    expect(rowsOf(queue)).toEqual(['flood 98']);
    queue.push(at('quiet', 5, 2));
    expect(rowsOf(queue)).toEqual(['quiet 5']);
    queue.push(at('quiet', 5, 3));
    expect(rowsOf(queue)).toEqual(['flood 98']);
    expect(rowsOf(queue)).toEqual(['quiet 5']);
    expect(rowsOf(queue)).toEqual(['flood 98']);
  });

  test('what is small goes without what is not, though both would fit', () => {
    const queue = new CommitQueue(LIGHT);
    for (const rows of [40, 8, 40]) queue.push(at('flood', rows, 0));
    queue.push(at('quiet', 5, 1));
    expect(rowsOf(queue)).toEqual(['flood 8', 'quiet 5']);
    expect(rowsOf(queue)).toEqual(['flood 40', 'flood 40']);
  });

  test('a while after it was last heard of, and for one tenant alone, groups are large again', () => {
    const queue = new CommitQueue(LIGHT);
    queue.push(at('quiet', 5, 0));
    queue.take();
    for (let sent = 0; sent < 4; sent += 1) queue.push(at('flood', 98, 1_002));
    expect(rowsOf(queue)).toEqual(Array(4).fill('flood 98'));
    for (const rows of [5, 98, 98, 98]) queue.push(at('one', rows, 5_000));
    expect(rowsOf(queue)).toHaveLength(4);
  });
});
