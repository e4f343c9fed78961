import type { Store } from '../../../clickhouse/store';

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

export interface FiguresSource {
  readonly store: Pick<Store, 'query'>;
  readonly database: string;
  readonly nowMs: () => number;
}

const KEPT_MS = 5_000;
/** Below the usual ten seconds of a scrape: an engine that is stuck must not hide the other metrics. */
const TIMEOUT_MS = 3_000;

/**
 * Asks the engine for its figures, at most once in a few seconds however many ask; undefined where it does not answer. Answers
 * the function that asks.
 */
export function engineFigures({
  store,
  database,
  nowMs,
}: FiguresSource): () => Promise<EngineFigures | undefined> {
  let last: Promise<EngineFigures | undefined> = Promise.resolve(undefined);
  let askedAtMs = -Infinity;
  const ask = async (): Promise<EngineFigures | undefined> => {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      return (await store.query<EngineFigures>('operator/engine-figures', { database }, signal))[0];
    } catch {
      return undefined;
    }
  };
  return () => {
    if (nowMs() - askedAtMs >= KEPT_MS) {
      askedAtMs = nowMs();
      last = ask();
    }
    return last;
  };
}
