import type { Rows } from '../engines/peer';
import type { BenchQuestion } from '../questions';
import { timed, type Times } from '../statistics';
import type { Caller } from './caller';
import type { TouchingEvents } from './touching-events';

/** How fast the service answers one question. */
export interface ServiceTimes {
  readonly coldMs: number;
  /** Each time right after an event was accepted that the answer depends on. */
  readonly fresh: Times;
  /** Again and again with nothing new ingested. */
  readonly repeated: Times;
  readonly rows: Rows;
}

const MAX_MS_A_QUESTION = 10_000;

/** Times one question over HTTP. `samples` is how often each kind of asking is timed at most. */
export async function askService(
  caller: Caller,
  question: BenchQuestion,
  events: TouchingEvents,
  samples: number,
): Promise<ServiceTimes> {
  const path = await pathOfPage(caller, question);
  const ask = (): Promise<Buffer> => caller.get(path);
  const repetition = { leastRuns: Math.min(5, samples), maxMs: MAX_MS_A_QUESTION };
  const cold = await timed({ ...repetition, runs: 1 }, ask);
  const accept = async (): Promise<void> => {
    await caller.post('/v1/events', events[question.touchedBy]);
  };
  const fresh = await timed({ ...repetition, runs: samples }, ask, accept);
  const repeated = await timed({ ...repetition, runs: samples * 2 }, ask);
  return {
    coldMs: cold.times.p50Ms,
    fresh: fresh.times,
    repeated: repeated.times,
    rows: question.rowsOf(JSON.parse(fresh.last.toString())),
  };
}

/** Goes from page to page, as a caller must. */
async function pathOfPage(caller: Caller, { path, page }: BenchQuestion): Promise<string> {
  let here = path;
  for (let at = 1; at < page; at += 1) {
    const { next_cursor } = JSON.parse((await caller.get(here)).toString()) as { next_cursor: string };
    here = `${path}&cursor=${encodeURIComponent(next_cursor)}`;
  }
  return here;
}

/** SELECT 1 over the same way: token checked, engine asked, answer tagged. */
export async function askFloor(caller: Caller, samples: number): Promise<Times> {
  const repetition = { runs: samples * 10, leastRuns: 10, maxMs: MAX_MS_A_QUESTION };
  const ask = (): Promise<Buffer> => caller.get('/bench/floor');
  await timed(repetition, ask);
  return (await timed(repetition, ask)).times;
}
