import { join } from 'node:path';
import { askFloor, askService } from './ask/ask-service';
import { openCaller } from './ask/caller';
import { startService } from './ask/service-process';
import { touchingEvents } from './ask/touching-events';
import { openOwnEngine } from './engines/own-engine';
import { ensureWorkload } from './generate';
import { benchQuestions } from './questions';
import type { Workload } from './workload';

export interface GrowthOptions {
  readonly workload: Workload;
  readonly directory: string;
  readonly samples: number;
  readonly only?: RegExp | undefined;
  readonly say: (line: string) => void;
}

/** How much more there is of each than in the workload asked for. */
export interface Growth {
  readonly events: number;
  readonly users: number;
}

export const STEPS: readonly Growth[] = [
  { events: 1, users: 1 },
  { events: 4, users: 1 },
  { events: 16, users: 1 },
  { events: 1, users: 4 },
];

export interface GrowthRow {
  readonly question: string;
  /** Medians right after a new event, one for each of STEPS. */
  readonly freshMs: readonly number[];
}

export interface GrowthReport {
  readonly workload: Workload;
  readonly floorMs: readonly number[];
  readonly rows: readonly GrowthRow[];
}

/** Pages far down are reached page by page: the first ones stand for them. */
const FIRST_PAGES = /^(?!.*page 100)/;

interface StepTimes {
  readonly floorMs: number;
  readonly freshMs: ReadonlyMap<string, number>;
}

/** The same questions over more events of the same users, and over more users. */
export async function growthBench(options: GrowthOptions): Promise<GrowthReport> {
  const steps: StepTimes[] = [];
  for (const step of STEPS) steps.push(await askStep(options, step));
  const questions = [...(steps[0]?.freshMs.keys() ?? [])];
  return {
    workload: options.workload,
    floorMs: steps.map(({ floorMs }) => floorMs),
    rows: questions.map((question) => ({
      question,
      freshMs: steps.map(({ freshMs }) => freshMs.get(question) ?? NaN),
    })),
  };
}

async function askStep(
  { workload, directory, samples, only = FIRST_PAGES, say }: GrowthOptions,
  step: Growth,
): Promise<StepTimes> {
  const grown = grow(workload, step);
  const dataDir = join(directory, stepName(step).replaceAll(/\W+/g, '-'));
  const engine = await openOwnEngine(dataDir);
  await ensureWorkload(engine, grown);
  const events = await touchingEvents(engine, grown);
  await engine.close();

  const service = await startService(dataDir);
  const caller = openCaller(service);
  try {
    const floor = await askFloor(caller, samples);
    const freshMs = new Map<string, number>();
    for (const question of benchQuestions(grown).filter(({ name }) => only.test(name))) {
      const { fresh } = await askService(caller, question, events, samples);
      say(`${stepName(step)}: ${question.name}: ${fresh.p50Ms} ms`);
      freshMs.set(question.name, fresh.p50Ms);
    }
    return { floorMs: floor.p50Ms, freshMs };
  } finally {
    caller.close();
    await service.stop();
  }
}

function grow(workload: Workload, { events, users }: Growth): Workload {
  return {
    ...workload,
    sessions: workload.sessions * events,
    searches: workload.searches * events,
    reports: workload.reports * events,
    users: workload.users * users,
    appUsers: workload.appUsers * users,
  };
}

export function stepName({ events, users }: Growth): string {
  return `${events} x events, ${users} x users`;
}
