import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../clickhouse/project-root';
import type { Times } from '../statistics';
import type { EventSpace } from './sent-events';

export interface ProducerOrder {
  readonly url: string;
  readonly token: string;
  /** Events a request. */
  readonly batch: number;
  /** Requests on the way at once. */
  readonly concurrent: number;
  readonly durationMs: number;
  /** Null: as fast as they are acknowledged. */
  readonly eventsPerSecond: number | null;
  /** Begins the ids, so that no two runs send the same event. */
  readonly run: string;
  readonly space: EventSpace;
}

export interface Produced {
  readonly events: number;
  readonly eventsPerSecond: number;
  /** From a request's start to its answer. */
  readonly times: Times;
}

/** Sends events over HTTP from a process of its own. Rejects if any of them is not accepted. */
export async function produce(order: ProducerOrder): Promise<Produced> {
  const program = join(projectRoot(), 'dist', 'scripts', 'bench', 'ingest', 'producer.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(order)]);
  return JSON.parse(stdout) as Produced;
}
