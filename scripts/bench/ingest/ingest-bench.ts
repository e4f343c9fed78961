import { openCaller } from '../ask/caller';
import { type BenchService, startService } from '../ask/service-process';
import { openOwnEngine } from '../engines/own-engine';
import { postgresPrograms } from '../engines/postgres-server';
import { ensureWorkload } from '../generate';
import type { Times } from '../statistics';
import type { Workload } from '../workload';
import { engineAlone } from './engine-alone';
import { postgresCopy } from './postgres-copy';
import { type Produced, produce } from './produce';
import { readMeanwhile } from './reads-meanwhile';
import { type EventSpace, SPREAD_DAYS } from './sent-events';

export interface IngestBenchOptions {
  readonly workload: Workload;
  readonly directory: string;
  /** All of CASES but for a smoke test; one must send batches of 1,000. */
  readonly cases?: typeof CASES;
  /** How long each case is loaded. */
  readonly durationMs: number;
  readonly withPostgres: boolean;
  readonly say: (line: string) => void;
}

/** Events a request, and requests on the way at once. */
export const CASES = [
  { batch: 1, concurrent: 256 },
  { batch: 10, concurrent: 128 },
  { batch: 100, concurrent: 32 },
  { batch: 1_000, concurrent: 16 },
  { batch: 10_000, concurrent: 6 },
];
/** The engine's own rate is asked for larger batches too: it is at its best there. */
const ENGINE_BEST_BATCH = 100_000;
const LOAD_PART = 0.8;
const LOADED_BATCH = 1_000;

export interface Stalls {
  readonly p99_ms: number;
  readonly p999_ms: number;
  readonly max_ms: number;
}

export interface IngestRow {
  readonly batch: number;
  readonly concurrent: number;
  readonly service: Produced;
  readonly engineAlone: number;
  readonly postgresCopy: number | undefined;
  readonly stalls: Stalls;
}

export interface IngestReport {
  readonly workload: Workload;
  readonly rows: readonly IngestRow[];
  readonly engineBest: number;
  readonly idleReads: Times;
  readonly loadedReads: Times;
  readonly loaded: Produced;
  readonly loadedStalls: Stalls;
  readonly peakMemoryMb: number;
}

/** Events over HTTP until they are acknowledged, beside the engine and PostgreSQL alone; and reads beside ingest. */
export async function ingestBench(options: IngestBenchOptions): Promise<IngestReport> {
  const { workload, directory, durationMs, say, cases = CASES } = options;
  const space: EventSpace = { nowMs: Date.now(), users: workload.users, orgs: workload.orgs };
  const alone = await engineRates(options, space);
  const programs = options.withPostgres ? postgresPrograms() : undefined;
  const batches = cases.map(({ batch }) => batch);
  const copied =
    programs === undefined ? undefined : await postgresCopy(programs, directory, batches, durationMs, space);
  if (!copied) say('PostgreSQL is left out.');

  const service = await startService(directory);
  try {
    const before = await countedEvents(service, space);
    const idle = readMeanwhile(service);
    await new Promise((resolve) => setTimeout(resolve, durationMs));
    const idleReads = await idle.stop();
    say(`reads alone: p50 ${idleReads.p50Ms} ms, p99 ${idleReads.p99Ms} ms`);
    const order = { url: service.url, token: service.token, durationMs, space };
    const rows: IngestRow[] = [];
    for (const { batch, concurrent } of cases) {
      await stallsSince(service);
      const run = `${space.nowMs}-${batch}`;
      const produced = await produce({ ...order, batch, concurrent, run, eventsPerSecond: null });
      say(`batches of ${batch}: ${produced.eventsPerSecond} events/s, p99 ${produced.times.p99Ms} ms`);
      rows.push({
        batch,
        concurrent,
        service: produced,
        engineAlone: alone.get(batch) ?? NaN,
        postgresCopy: copied?.get(batch),
        stalls: await stallsSince(service),
      });
    }
    const most = rows.find(({ batch }) => batch === LOADED_BATCH)?.service.eventsPerSecond ?? NaN;
    const reads = readMeanwhile(service);
    const loaded = await produce({
      ...order,
      batch: LOADED_BATCH,
      concurrent: 16,
      run: `${space.nowMs}-loaded`,
      eventsPerSecond: most * LOAD_PART,
    });
    const loadedReads = await reads.stop();
    say(
      `reads at ${loaded.eventsPerSecond} events/s: p50 ${loadedReads.p50Ms} ms, p99 ${loadedReads.p99Ms} ms`,
    );
    const loadedStalls = await stallsSince(service);
    const sent = rows.reduce((sum, row) => sum + row.service.events, loaded.events);
    const counted = (await countedEvents(service, space)) - before;
    if (counted !== sent) throw new Error(`${sent} events were acknowledged and ${counted} are counted`);
    return {
      workload,
      rows,
      engineBest: alone.get(ENGINE_BEST_BATCH) ?? NaN,
      idleReads,
      loadedReads,
      loaded,
      loadedStalls,
      peakMemoryMb: service.memoryMb().peak,
    };
  } finally {
    await service.stop();
  }
}

async function engineRates(
  { workload, directory, durationMs, say, cases = CASES }: IngestBenchOptions,
  space: EventSpace,
): Promise<ReadonlyMap<number, number>> {
  const engine = await openOwnEngine(directory);
  const rates = new Map<number, number>();
  try {
    await ensureWorkload(engine, workload);
    for (const batch of [...cases.map((one) => one.batch), ENGINE_BEST_BATCH]) {
      const rate = await engineAlone(engine.store, batch, durationMs, space);
      say(`the engine alone, batches of ${batch}: ${rate} events/s`);
      rates.set(batch, rate);
    }
  } finally {
    await engine.close();
  }
  return rates;
}

/** The sessions and searches that the service counts, the workload's included. */
async function countedEvents(service: BenchService, { nowMs }: EventSpace): Promise<number> {
  const caller = openCaller(service);
  // Of the days that are sent about: counting the facts of all the others takes longer than one question may.
  const before = Math.ceil(nowMs / 1000) + 1;
  const range = `time_after=${before - (SPREAD_DAYS + 1) * 86_400}&time_before=${before}`;
  const answer = JSON.parse((await caller.get(`/v3/enterprise/metrics/usage?${range}`)).toString()) as {
    sessions_count: number;
    searches_count: number;
  };
  caller.close();
  return answer.sessions_count + answer.searches_count;
}

async function stallsSince(service: BenchService): Promise<Stalls> {
  const caller = openCaller(service);
  const stalls = JSON.parse((await caller.post('/bench/stalls', '')).toString()) as Stalls;
  caller.close();
  return stalls;
}
