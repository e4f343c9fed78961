import { fork } from 'node:child_process';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { makeTempDir, mintToken, removeDir, startProcess } from '../support/service';
import { call, eventLines, NOW_SECONDS } from './fairness/call';
import type { FloodKind } from './fairness/flood';

/**
 * What a flood of one tenant does to the answers of another, with the limits as shipped: `npm run bench:fairness [-- SAMPLES [KIND...]]`.
 * The quiet tenant posts ten events and asks two questions, again and again: alone, beside each kind of flood, and alone again. The
 * flood is a process of its own that yields the processor, as if it came from another machine. Prints the medians, the 99th percentiles
 * and how many times those alone they are.
 */
const [samples = '400', ...only] = process.argv.slice(2);
const SAMPLES = Number(samples);
const MAX_PHASE_MS = 150_000;
const KINDS: readonly FloodKind[] = ['reads', 'heavy', 'writes', 'both'];
/** So much less than this process's: as if it had a machine of its own. */
const LOWER_PRIORITY = 10;
const SEEDED_EVENTS = 100_000;

interface Measured {
  readonly reads: number[];
  readonly writes: number[];
  refused: number;
}

function questions(turn: number): string[] {
  // Another second each time, so that nothing is answered from memory.
  const range = `time_after=${NOW_SECONDS - 90 * 86_400 + turn}&time_before=${NOW_SECONDS}`;
  return [
    `/v3/enterprise/metrics/dau?${range}`,
    `/api/v1/engagement-dashboard/users/active-users?start=${daysAgo(30)}&end=${daysAgo(0)}`,
  ];
}

function daysAgo(days: number): string {
  return new Date((NOW_SECONDS - days * 86_400) * 1000).toISOString();
}

async function quiet(url: string, samples: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const token = mintToken({ tenant: 'quiet' });
  const measured: Measured = { reads: [], writes: [], refused: 0 };
  const timed = async (into: number[], path: string, body?: string): Promise<void> => {
    const startedAt = performance.now();
    const status = await call({ url, agent, token, path, ...(body !== undefined && { body }) });
    if (status >= 400) measured.refused += 1;
    else into.push(performance.now() - startedAt);
    await pause(5);
  };
  const until = performance.now() + MAX_PHASE_MS;
  for (let turn = 0; turn < samples && performance.now() < until; turn += 1) {
    await timed(measured.writes, '/v1/events', eventLines('quiet', 10));
    for (const question of questions(turn)) await timed(measured.reads, question);
  }
  agent.destroy();
  return measured;
}

/** The same beside a flood; answers also what the flood was told. */
async function beside(url: string, kind: FloodKind): Promise<[Measured, object]> {
  const child = fork(join(__dirname, 'fairness', 'flood.ts'), [url, kind], { execArgv: process.execArgv });
  setPriority(child.pid ?? 0, Math.min(19, getPriority() + LOWER_PRIORITY));
  await once(child, 'message');
  await pause(1_000);
  const measured = await quiet(url, SAMPLES);
  child.send('stop');
  const [answers] = (await once(child, 'message')) as [object];
  await once(child, 'exit');
  return [measured, answers];
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function row(name: string, { reads, writes, refused }: Measured, alone: Measured, flood: object): object {
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const times = (one: readonly number[], other: readonly number[]): number =>
    tenths(percentile(one, 0.99) / percentile(other, 0.99));
  return {
    name,
    'read p50 ms': tenths(percentile(reads, 0.5)),
    'read p99 ms': tenths(percentile(reads, 0.99)),
    'times alone': times(reads, alone.reads),
    'write p50 ms': tenths(percentile(writes, 0.5)),
    'write p99 ms': tenths(percentile(writes, 0.99)),
    'times alone, writes': times(writes, alone.writes),
    reads: reads.length,
    writes: writes.length,
    refused,
    flood: JSON.stringify(flood),
  };
}

async function main(): Promise<void> {
  const dataDir = await makeTempDir();
  const service = await startProcess({ dataDir, env: { LOG_LEVEL: 'error' } });
  try {
    const { url } = service;
    const agent = new Agent({ keepAlive: true });
    for (const tenant of ['quiet', 'flood']) {
      const token = mintToken({ tenant });
      for (let sent = 0; sent < SEEDED_EVENTS; sent += 10_000)
        await call({ url, agent, token, path: '/v1/events', body: eventLines(tenant, 10_000) });
    }
    agent.destroy();
    await quiet(url, 50);
    const before = await quiet(url, SAMPLES);
    const floods: [string, Measured, object][] = [];
    console.log(row('alone, before', before, before, {}));
    for (const kind of KINDS.filter((one) => only.length === 0 || only.includes(one))) {
      const [measured, flood] = await beside(url, kind);
      floods.push([`beside a flood of ${kind}`, measured, flood]);
      console.log(row(`beside a flood of ${kind}`, measured, before, flood));
      await pause(2_000);
    }
    const after = await quiet(url, SAMPLES);
    const alone: Measured = {
      reads: [...before.reads, ...after.reads],
      writes: [...before.writes, ...after.writes],
      refused: before.refused + after.refused,
    };
    console.table([
      row('alone, before', before, alone, {}),
      ...floods.map(([name, measured, flood]) => row(name, measured, alone, flood)),
      row('alone, after', after, alone, {}),
    ]);
  } finally {
    await service.stop();
    await removeDir(dataDir);
  }
}

void main();
