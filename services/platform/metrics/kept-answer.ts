import type { QueryParams, Store } from '../../../clickhouse/store';

export interface AnswerSource {
  readonly store: Pick<Store, 'query'>;
  readonly nowMs: () => number;
}

const KEPT_MS = 5_000;
/** Below the usual ten seconds of a scrape: an engine that is stuck must not hide the other metrics. */
const TIMEOUT_MS = 3_000;

/**
 * Answers a function that asks the engine, at most once in a few seconds however many call it; it answers undefined where the
 * engine does not.
 */
export function keptAnswer<Row>(
  { store, nowMs }: AnswerSource,
  question: string,
  params: QueryParams,
): () => Promise<readonly Row[] | undefined> {
  let last: Promise<readonly Row[] | undefined> = Promise.resolve(undefined);
  let askedAtMs = -Infinity;
  const ask = async (): Promise<readonly Row[] | undefined> => {
    try {
      return await store.query<Row>(question, params, AbortSignal.timeout(TIMEOUT_MS));
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
