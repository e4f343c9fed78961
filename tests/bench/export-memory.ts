import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import { insertManyUsers, MANY_USERS_APP, MANY_USERS_CLIENT } from '../support/many-users';
import { makeTempDir, mintToken, removeDir, type ServiceProcess, startProcess } from '../support/service';

/**
 * Exports the users of an app in every format while watching how much memory the service takes, how long its event loop is held
 * up and how fast small reads and the health check are: `npm run bench:exports -- 10000000 [csv,parquet]`. Makes the users
 * inside the engine first. Linux only, for /proc.
 *
 * What is taken at the first byte is the engine's work (aggregate, join, sort: bounded by its limits). From then on memory has
 * to stay flat, whatever the number of rows: ends with exit code 1 if the second half of the samples lies far above the first.
 */
const SAMPLE_MS = 100;
const GROWTH_LIMIT_MB = 100;
const users = Number(process.argv[2] ?? 1_000_000);
const formats = (process.argv[3] ?? 'csv,ndjson,parquet,arrow').split(',');
const headers = { authorization: `Bearer ${mintToken({ tenant: 'acme' })}` };

interface Measured {
  readonly format: string;
  readonly megabytes: number;
  readonly firstByteSeconds: number;
  readonly seconds: number;
  readonly rssBefore: number;
  readonly rssAtFirstByte: number;
  readonly rssPeakFirstHalf: number;
  readonly rssPeakSecondHalf: number;
  /** From the first byte on: how late the event loop was. */
  readonly loopP99Ms: number;
  readonly loopMaxMs: number;
  readonly healthP99Ms: number;
  readonly otherReadsP99Ms: number;
}

async function main(): Promise<void> {
  const dataDir = await makeTempDir();
  console.log(`Making ${users} users in ${dataDir} ...`);
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store);
  await insertManyUsers(store, users, {
    onInsert: (made) => {
      console.log(`  ${made}`);
    },
  });
  await store.close();

  const service = await startProcess({ dataDir });
  try {
    const measured: Measured[] = [];
    for (const format of formats) {
      const one = await measure(service, format);
      console.table([one]);
      measured.push(one);
    }
    const grown = measured.filter((one) => one.rssPeakSecondHalf - one.rssPeakFirstHalf > GROWTH_LIMIT_MB);
    if (grown.length > 0) process.exitCode = 1;
  } finally {
    await service.stop();
    await removeDir(dataDir);
  }
}

async function measure({ url, pid }: ServiceProcess, format: string): Promise<Measured> {
  const rssBefore = residentMegabytes(pid);
  const samples: number[] = [];
  const reads = timeCalls(`${url}/v3/enterprise/metrics/dau?time_after=1769904000&time_before=1772323200`);
  const health = timeCalls(`${url}/healthz`);
  const startedAt = performance.now();
  const answer = await ask(`${url}${listPath(format)}`);
  if (answer.statusCode !== 200) throw new Error(`${format}: ${answer.statusCode ?? 0}`);
  let bytes = 0;
  let watch: NodeJS.Timeout | undefined;
  let firstByteSeconds = 0;
  let rssAtFirstByte = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (bytes === 0) {
      firstByteSeconds = secondsSince(startedAt);
      rssAtFirstByte = residentMegabytes(pid);
      await loopLateness(url);
      watch = setInterval(() => samples.push(residentMegabytes(pid)), SAMPLE_MS);
    }
    bytes += chunk.length;
  }
  clearInterval(watch);
  const lateness = await loopLateness(url);
  const half = Math.floor(samples.length / 2);
  return {
    format,
    megabytes: Math.round(bytes / 1e6),
    firstByteSeconds,
    seconds: secondsSince(startedAt),
    rssBefore,
    rssAtFirstByte,
    rssPeakFirstHalf: Math.max(...samples.slice(0, half)),
    rssPeakSecondHalf: Math.max(...samples.slice(half)),
    ...lateness,
    healthP99Ms: await health.stop(),
    otherReadsP99Ms: await reads.stop(),
  };
}

function listPath(format: string): string {
  const period = 'granularity=daily&start_date=2026-02-01&end_date=2026-02-28';
  return `/v2/clients/${MANY_USERS_CLIENT}/analytics/apps/${MANY_USERS_APP}/utilization/users?${period}&format=${format}`;
}

/** How late the event loop was since it was last asked. */
async function loopLateness(url: string): Promise<Pick<Measured, 'loopP99Ms' | 'loopMaxMs'>> {
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const ms = (name: string): number =>
    Math.round(1000 * Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (.*)$`, 'm').exec(text)?.[1]));
  return { loopP99Ms: ms('p99'), loopMaxMs: ms('max') };
}

/** Calls one after the other until they are stopped. */
function timeCalls(url: string): { stop(): Promise<number> } {
  const times: number[] = [];
  const stopping = new AbortController();
  const reading = (async () => {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      (await ask(url)).resume();
      times.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await reading;
      return Math.round(times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0);
    },
  };
}

async function ask(url: string): Promise<IncomingMessage> {
  const [answer] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  return answer;
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 100) / 10;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
