import type { IngestReport } from '../ingest/ingest-bench';
import { type Goal, shown } from './goals';
import { markdownTable } from './tables';

const ENGINE_PART = 0.8;
const SINGLE_EVENTS = 4_000;
const READ_RATIO = 5;
const MEMORY_MB = 1_536;
const STALL_MS = 50;

/** What the write side promises, held against one run. */
export function ingestGoals(report: IngestReport): Goal[] {
  const { rows, engineBest, idleReads, loadedReads, loadedStalls, peakMemoryMb } = report;
  const large = rows.filter(({ batch }) => batch >= 1_000);
  const slowest = Math.min(...large.map(({ service }) => service.eventsPerSecond));
  const single = rows.find(({ batch }) => batch === 1)?.service.eventsPerSecond ?? 0;
  const ratio = loadedReads.p99Ms / idleReads.p99Ms;
  return [
    {
      goal: "batches of 1,000 and more: at least 0.8 of the engine's best rate, whatever its batches",
      measured: shown(slowest / engineBest),
      isMet: slowest / engineBest >= ENGINE_PART,
    },
    {
      goal: 'single events, 256 at once: at least 4,000/s',
      measured: `${single}/s`,
      isMet: single >= SINGLE_EVENTS,
    },
    {
      goal: 'read p99 at 80 % of the maximum: at most 5 x idle',
      measured: `${shown(ratio)} x (${loadedReads.p99Ms} ms, idle ${idleReads.p99Ms} ms)`,
      isMet: ratio <= READ_RATIO,
    },
    {
      goal: 'resident memory under load: under 1.5 GiB',
      measured: `${peakMemoryMb} MiB`,
      isMet: peakMemoryMb < MEMORY_MB,
    },
    {
      goal: 'event-loop stall at 80 % of the maximum: p99.9 under 50 ms',
      measured: `${shown(loadedStalls.p999_ms)} ms`,
      isMet: loadedStalls.p999_ms < STALL_MS,
    },
  ];
}

export function ingestTable({ rows }: IngestReport): string {
  return markdownTable(
    [
      'events a call',
      'calls at once',
      'events/s',
      'p50 ms',
      'p99 ms',
      'engine alone',
      'PostgreSQL',
      'stall p99.9 ms',
    ],
    rows.map(({ batch, concurrent, service, engineAlone, postgresCopy, stalls }) => [
      String(batch),
      String(concurrent),
      String(service.eventsPerSecond),
      shown(service.times.p50Ms),
      shown(service.times.p99Ms),
      String(engineAlone),
      postgresCopy === undefined ? '-' : String(postgresCopy),
      shown(stalls.p999_ms),
    ]),
  );
}
