import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { makeTempDir, mintToken, removeDir, startProcess } from '../support/service';

/**
 * What a flood of one tenant does to the answers of another: `npm run bench:fairness`. The quiet tenant asks one question after the
 * other and posts an event now and then, alone, then beside a tenant that asks on 64 connections, then beside one that posts on 8.
 * Prints the medians and 99th percentiles, and how many times those alone they are.
 */
const SECONDS = Number(process.argv[2] ?? 15);
const FLOOD_READERS = 64;
const FLOOD_WRITERS = 8;
const NOW_SECONDS = Math.floor(Date.now() / 1000);
const QUESTION = `/v3/enterprise/metrics/dau?time_after=${NOW_SECONDS - 90 * 86_400}&time_before=${NOW_SECONDS}`;

interface Call {
  readonly url: string;
  readonly agent: Agent;
  readonly token: string;
  readonly path: string;
  readonly body?: string;
}

function call({ url, agent, token, path, body }: Call): Promise<number> {
  const { hostname, port } = new URL(url);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && {
      'content-type': 'application/x-ndjson',
      'content-length': Buffer.byteLength(body),
    }),
  };
  return new Promise((resolve, reject) => {
    const sent = request({
      hostname,
      port,
      path,
      agent,
      headers,
      method: body === undefined ? 'GET' : 'POST',
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.end(body);
  });
}

let events = 0;
function lines(count: number): string {
  const one = (): string => {
    events += 1;
    const at = new Date((NOW_SECONDS - (events % (90 * 24)) * 3600) * 1000).toISOString();
    return JSON.stringify({
      type: 'session',
      id: `s-${events}`,
      user_id: `u-${events % 5_000}`,
      org_id: `o-${events % 20}`,
      created_at: at,
    });
  };
  return Array.from({ length: count }, one).join('\n');
}

interface Measured {
  readonly reads: number[];
  readonly writes: number[];
  refused: number;
}

async function quiet(url: string): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const token = mintToken({ tenant: 'quiet' });
  const measured: Measured = { reads: [], writes: [], refused: 0 };
  const until = performance.now() + SECONDS * 1000;
  for (let turn = 0; performance.now() < until; turn += 1) {
    const isWrite = turn % 5 === 4;
    const startedAt = performance.now();
    const status = await call({
      url,
      agent,
      token,
      ...(isWrite ? { path: '/v1/events', body: lines(10) } : { path: QUESTION }),
    });
    (isWrite ? measured.writes : measured.reads).push(performance.now() - startedAt);
    if (status >= 400) measured.refused += 1;
    await pause(10);
  }
  agent.destroy();
  return measured;
}

/** Calls in closed loops until told to stop; answers how often. */
function flood(
  url: string,
  connections: number,
  next: () => Pick<Call, 'path' | 'body'>,
): () => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const token = mintToken({ tenant: 'flood' });
  let isOn = true;
  let answers = 0;
  const loop = async (): Promise<void> => {
    while (isOn) {
      const status = await call({ url, agent, token, ...next() });
      answers += 1;
      if (status >= 429) await pause(20);
    }
  };
  const loops = Promise.all(Array.from({ length: connections }, loop));
  return async () => {
    isOn = false;
    await loops;
    agent.destroy();
    return answers;
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function row(name: string, { reads, writes, refused }: Measured, alone: Measured, flooded: number): object {
  const of = (values: readonly number[], share: number): number =>
    Math.round(percentile(values, share) * 10) / 10;
  return {
    name,
    'read p50 ms': of(reads, 0.5),
    'read p99 ms': of(reads, 0.99),
    'times alone': Math.round((percentile(reads, 0.99) / percentile(alone.reads, 0.99)) * 10) / 10,
    'write p50 ms': of(writes, 0.5),
    'write p99 ms': of(writes, 0.99),
    'times alone, writes': Math.round((percentile(writes, 0.99) / percentile(alone.writes, 0.99)) * 10) / 10,
    questions: reads.length,
    refused,
    'answers to the flood': flooded,
  };
}

async function main(): Promise<void> {
  const service = await startProcess({ dataDir: await makeTempDir(), env: { LOG_LEVEL: 'error' } });
  try {
    const { url } = service;
    const agent = new Agent({ keepAlive: true });
    for (const tenant of ['quiet', 'flood']) {
      const token = mintToken({ tenant });
      for (let batch = 0; batch < 10; batch += 1)
        await call({ url, agent, token, path: '/v1/events', body: lines(5_000) });
    }
    agent.destroy();
    await quiet(url);
    const alone = await quiet(url);
    const endReads = flood(url, FLOOD_READERS, () => ({ path: QUESTION }));
    const besideReads = await quiet(url);
    const floodReads = await endReads();
    const endWrites = flood(url, FLOOD_WRITERS, () => ({ path: '/v1/events', body: lines(2_000) }));
    const besideWrites = await quiet(url);
    const floodWrites = await endWrites();
    console.table([
      row('alone', alone, alone, 0),
      row(`beside ${FLOOD_READERS} readers`, besideReads, alone, floodReads),
      row(`beside ${FLOOD_WRITERS} writers`, besideWrites, alone, floodWrites),
    ]);
  } finally {
    await service.stop();
    await removeDir(service.dataDir);
  }
}

void main();
