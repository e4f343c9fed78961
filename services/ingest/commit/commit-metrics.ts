import { Counter, Histogram } from 'prom-client';
import type { Metrics } from '../../platform/metrics/registry';
import { sampledCounter, sampledGauge } from '../../platform/metrics/sampled';
import type { Admission } from './admission';
import type { Committer } from './committer';
import type { DurableCommits, StoredCommit } from './durable-commits';

const ROWS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
const REQUESTS = [1, 2, 5, 10, 25, 50, 100, 250, 1_000];
const SECONDS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** Measures every group commit. Answers whom to tell about one. */
export function commitMetrics(metrics: Metrics): (commit: StoredCommit) => void {
  const registers = [metrics];
  const rows = new Histogram({
    name: 'headcount_ingest_commit_rows',
    help: 'Rows of a group commit.',
    buckets: ROWS,
    registers,
  });
  const requests = new Histogram({
    name: 'headcount_ingest_commit_requests',
    help: 'Requests whose events went into one group commit.',
    buckets: REQUESTS,
    registers,
  });
  const durations = new Histogram({
    name: 'headcount_ingest_commit_duration_seconds',
    help: 'A group commit from its first byte in the journal to its last row in every table.',
    buckets: SECONDS,
    registers,
  });
  const journalDurations = new Histogram({
    name: 'headcount_ingest_journal_write_duration_seconds',
    help: 'The part of a group commit that writes the journal and syncs it to disk.',
    buckets: SECONDS,
    registers,
  });
  const bytes = new Counter({
    name: 'headcount_ingest_journal_written_bytes_total',
    help: 'Bytes of commits written to the journal.',
    registers,
  });
  return (commit) => {
    rows.observe(commit.rows);
    requests.observe(commit.requests);
    durations.observe(commit.ms / 1000);
    journalDurations.observe(commit.journalMs / 1000);
    bytes.inc(commit.bytes);
  };
}

/** What is waiting, what is in doubt, and what failed since the start. */
export function writePathMetrics(
  metrics: Metrics,
  committer: Committer,
  commits: DurableCommits,
  admission: Admission,
): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    sampledGauge(metrics, { name: `headcount_ingest_${name}`, help }, read);
  };
  const counter = (name: string, help: string, read: () => number): void => {
    sampledCounter(metrics, { name: `headcount_ingest_${name}_total`, help }, read);
  };
  gauge('queue_requests', 'Requests that wait to be committed.', () => committer.waiting().requests);
  gauge('queue_rows', 'Rows that wait to be committed.', () => committer.waiting().rows);
  gauge('queue_bytes', 'Bytes of bodies that wait to be committed.', () => committer.waiting().bytes);
  gauge(
    'lag_seconds',
    'How long the request has been here that has waited longest for its commit; 0 without any.',
    () => committer.lagMs() / 1000,
  );
  gauge('body_memory_bytes', 'Memory that request bodies hold.', () => admission.bytes());
  gauge('journal_bytes', 'Size of the journal; it is emptied when all of it is stored.', () =>
    commits.journal.sizeBytes(),
  );
  gauge('poison_commits', 'Commits that the store refuses, kept in the poison directory.', () =>
    commits.poisonCount(),
  );
  counter('failed_inserts', 'Inserts that failed, each attempt counted.', () => commits.counts.failedInserts);
  counter(
    'journal_failures',
    'Commits that could not be written to the journal.',
    () => commits.counts.journalFailures,
  );
  counter(
    'commits_refused',
    'Requests whose rows the store refused for good.',
    () => commits.counts.refusedParts,
  );
}
