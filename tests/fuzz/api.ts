import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDocument } from '../../services/platform/openapi/build-document';
import { SOURCES } from '../../services/platform/openapi/sources';
import { makeTempDir, mintToken, removeDir, startProcess } from '../support/service';
import type { FuzzContext } from './make-call';
import type { FuzzFailure } from './run';
import { runCases } from './run';

/**
 * Sends generated requests, valid and invalid, to a service of its own and judges every answer:
 * `npm run fuzz -- --cases 1000000 [--seed TEXT] [--state FILE]`. Interrupted and run again with the same seed it goes on where it
 * stopped, on a fresh store. Ends with exit code 1 where an answer was wrong. Linux only, for /proc.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: 'headcount' },
    state: { type: 'string' },
  },
});

interface State {
  readonly seed: string;
  readonly nowMs: number;
  done: number;
  seconds: number;
  answers: Record<string, number>;
  failures: FuzzFailure[];
  /** MB of the service's memory after so many cases of each run of this script, the first at its start. */
  memory: { readonly run: number; readonly cases: number; readonly mb: number }[];
}

const ROUND = 5_000;

async function main(): Promise<void> {
  const cases = Number(values.cases);
  const file = values.state ?? `data/fuzz/${values.seed}.json`;
  const state = readState(file, values.seed);
  const run = (state.memory.at(-1)?.run ?? 0) + 1;
  const dataDir = await makeTempDir();
  const service = await startProcess({ dataDir, env: { LOG_LEVEL: 'error' } });
  const context: FuzzContext = {
    document: buildDocument(SOURCES),
    seed: state.seed,
    nowMs: state.nowMs,
    tokens: [
      mintToken({ tenant: 'fuzz' }),
      mintToken({ tenant: 'fuzz', orgs: ['org-1'], clients: [] }),
      mintToken({ tenant: 'fuzz', permissions: [] }),
      mintToken({ tenant: 'fuzz', secret: 'a-secret-for-tests-that-is-another-one' }),
    ],
  };
  const startedAt = performance.now() - state.seconds * 1000;
  try {
    state.memory.push({ run, cases: state.done, mb: residentMegabytes(service.pid) });
    while (state.done < cases && state.failures.length === 0) {
      const end = Math.min(cases, state.done + ROUND);
      const { answers, failures } = await runCases(service.url, context, state.done, end);
      for (const [status, count] of Object.entries(answers)) {
        state.answers[status] = (state.answers[status] ?? 0) + count;
      }
      state.failures.push(...failures);
      state.done = end;
      state.seconds = Math.round((performance.now() - startedAt) / 1000);
      state.memory.push({ run, cases: end, mb: residentMegabytes(service.pid) });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(state));
      const { mb } = state.memory.at(-1) ?? { mb: 0 };
      console.log(`${end} of ${cases}, ${state.seconds} s, ${mb} MB, ${JSON.stringify(state.answers)}`);
    }
    const ready = await fetch(`${service.url}/readyz`);
    if (!ready.ok) throw new Error('the service is not ready afterwards');
  } finally {
    await service.stop();
    await removeDir(dataDir);
  }
  for (const failure of state.failures) console.error(failure);
  if (state.failures.length > 0) process.exitCode = 1;
}

function readState(file: string, seed: string): State {
  if (existsSync(file)) {
    const state = JSON.parse(readFileSync(file, 'utf8')) as State;
    // A failure that was mended meanwhile is met again from the round it was in.
    if (state.failures.length > 0) {
      const first = Math.min(...state.failures.map(({ number }) => number));
      return { ...state, done: first - (first % ROUND), failures: [] };
    }
    return state;
  }
  return { seed, nowMs: Date.now(), done: 0, seconds: 0, answers: {}, failures: [], memory: [] };
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

void main();
