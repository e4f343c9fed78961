import { askSql, type SqlTimes } from './ask/ask-sql';
import { askFloor, askService } from './ask/ask-service';
import { openCaller } from './ask/caller';
import { startService } from './ask/service-process';
import { type TouchingEvents, touchingEvents } from './ask/touching-events';
import { openDuckDb } from './engines/duckdb';
import { exportEvents } from './engines/export';
import { openOwnEngine } from './engines/own-engine';
import type { Peer } from './engines/peer';
import { openPostgres } from './engines/postgres';
import { postgresPrograms } from './engines/postgres-server';
import { canonical } from './figures';
import { ensureWorkload } from './generate';
import { machine } from './machine';
import { type BenchQuestion, benchQuestions, type Group } from './questions';
import type { Times } from './statistics';
import type { Workload } from './workload';

export interface ReadBenchOptions {
  readonly workload: Workload;
  /** Holds data and exports; what an earlier run left there is used again. */
  readonly directory: string;
  readonly samples: number;
  readonly peers: readonly Peer['name'][];
  readonly only?: RegExp | undefined;
  readonly say: (line: string) => void;
}

export interface ReadRow {
  readonly question: string;
  readonly group: Group;
  readonly coldMs: number;
  readonly fresh: Times;
  readonly repeated: Times;
  readonly raw: Times;
  readonly duckdb?: Times;
  readonly postgres?: Times;
  /** How many rows the answer holds. */
  readonly answeredRows: number;
  /** Who answered other rows than the service did. */
  readonly disagree: readonly string[];
}

export interface ReadReport {
  readonly workload: Workload;
  readonly machine: string;
  readonly versions: readonly string[];
  readonly floor: Times;
  readonly rows: readonly ReadRow[];
}

/** Every question, timed over HTTP and beside it in the engines, all over the same events. */
export async function readBench(options: ReadBenchOptions): Promise<ReadReport> {
  const { workload, directory, samples, only, say } = options;
  const questions = benchQuestions(workload).filter(({ name }) => only?.test(name) ?? true);
  const beside = new Map<string, ReadonlyMap<BenchQuestion, SqlTimes>>();
  const versions = [`Node ${process.version}`];

  const { events, raw, version } = await inOwnEngine(options, questions);
  beside.set('raw', raw);
  versions.push(version);
  for (const name of options.peers) {
    const peer = await openPeer(name, directory, say);
    if (!peer) continue;
    versions.push(peer.version);
    beside.set(name, await askAll(questions, say, name, peer.rows, 'peer'));
    await peer.close();
  }

  const service = await startService(directory);
  const caller = openCaller(service);
  try {
    const floor = await askFloor(caller, samples);
    const rows: ReadRow[] = [];
    for (const question of questions) {
      const asked = await askService(caller, question, events, samples);
      say(`service: ${question.name}: ${asked.fresh.p50Ms} ms`);
      const times = (name: string): Times | undefined => beside.get(name)?.get(question)?.times;
      const [rawTimes, duckdb, postgres] = [times('raw'), times('duckdb'), times('postgres')];
      if (!rawTimes) throw new Error(`no raw scan of ${question.name}`);
      const disagree = [...beside].filter(([, answers]) => {
        const other = answers.get(question);
        return other && canonical(other.rows) !== canonical(asked.rows);
      });
      rows.push({
        question: question.name,
        group: question.group,
        coldMs: asked.coldMs,
        fresh: asked.fresh,
        repeated: asked.repeated,
        raw: rawTimes,
        ...(duckdb && { duckdb }),
        ...(postgres && { postgres }),
        answeredRows: asked.rows.length,
        disagree: disagree.map(([name]) => name),
      });
    }
    return { workload, machine: machine(), versions, floor, rows };
  } finally {
    caller.close();
    await service.stop();
  }
}

interface OwnAnswers {
  readonly events: TouchingEvents;
  readonly raw: ReadonlyMap<BenchQuestion, SqlTimes>;
  readonly version: string;
}

/** Makes the events, writes them out for the others, and scans the facts for every question. */
async function inOwnEngine(
  { workload, directory, peers, say }: ReadBenchOptions,
  questions: readonly BenchQuestion[],
): Promise<OwnAnswers> {
  const engine = await openOwnEngine(directory);
  try {
    await ensureWorkload(engine, workload);
    if (peers.includes('duckdb')) await exportEvents(engine, directory, 'parquet');
    if (peers.includes('postgres') && postgresPrograms() !== undefined)
      await exportEvents(engine, directory, 'csv');
    const raw = await askAll(questions, say, 'raw scan', engine.rows, 'raw');
    const [[version] = []] = await engine.rows('SELECT version()');
    return { events: await touchingEvents(engine, workload), raw, version: `engine ${String(version)}` };
  } finally {
    await engine.close();
  }
}

async function openPeer(
  name: Peer['name'],
  directory: string,
  say: (line: string) => void,
): Promise<Peer | undefined> {
  say(`loading ${name} ...`);
  if (name === 'duckdb') return openDuckDb(directory);
  const programs = postgresPrograms();
  if (programs !== undefined) return openPostgres(programs, directory);
  say('PostgreSQL is not installed here: it is left out.');
  return undefined;
}

async function askAll(
  questions: readonly BenchQuestion[],
  say: (line: string) => void,
  who: string,
  rowsOf: Peer['rows'],
  folder: 'raw' | 'peer',
): Promise<ReadonlyMap<BenchQuestion, SqlTimes>> {
  const answers = new Map<BenchQuestion, SqlTimes>();
  for (const question of questions) {
    const answer = await askSql(rowsOf, folder, question);
    say(`${who}: ${question.name}: ${answer.times.p50Ms} ms`);
    answers.set(question, answer);
  }
  return answers;
}
