import { keptAnswer } from './kept-answer';
import type { AnswerSource } from './kept-answer';

/** Columns of the question operator/engine-figures. */
export interface EngineFigures {
  readonly memory_bytes: number;
  readonly merges: number;
  readonly mutations: number;
  readonly queries: number;
  readonly disks: readonly {
    readonly name: string;
    readonly free_bytes: number;
    readonly total_bytes: number;
  }[];
  readonly tables: readonly {
    readonly name: string;
    readonly parts: number;
    readonly rows: number;
    readonly bytes: number;
  }[];
}

/** A function that asks the engine for its figures, or answers those of a moment ago; undefined where it does not answer. */
export function engineFigures(
  source: AnswerSource,
  database: string,
): () => Promise<EngineFigures | undefined> {
  const asked = keptAnswer<EngineFigures>(source, 'operator/engine-figures', { database });
  return async () => (await asked())?.[0];
}
