import { BoundedMap } from './bounded-map';
import type { QueryParams } from './store';
import type { Scope, Writes } from './writes';

interface Answer {
  readonly mark: number;
  readonly text: string;
}

/**
 * Answers of questions, kept until anything of the tenant is written: events, however late, the directory, a repair or an erasure.
 * What was computed while a write was running is not kept, for it may have seen half of it.
 */
export class AnswerCache {
  private readonly answers: BoundedMap<Answer>;

  constructor(
    private readonly writes: Writes,
    maxBytes: number,
  ) {
    this.answers = new BoundedMap(maxBytes);
  }

  /** The kept answer, or the one that `compute` gives. `scope` is what it depends on, if not on all of its tenant. */
  async answer(
    question: string,
    params: QueryParams,
    compute: () => Promise<string>,
    scope?: Scope,
  ): Promise<string> {
    const { tenant } = params;
    if (typeof tenant !== 'string') return await compute();
    const key = keyOf(question, params);
    const kept = this.answers.get(key);
    if (kept && this.writes.unchangedSince(kept.mark, tenant, scope)) return kept.text;
    if (kept) this.answers.delete(key);
    const mark = this.writes.mark();
    const text = await compute();
    if (this.writes.unchangedSince(mark, tenant, scope))
      this.answers.set(key, { mark, text }, sizeOf(key, text));
    return text;
  }
}

/** Two bytes a character at most, and what an entry costs besides. */
function sizeOf(key: string, text: string): number {
  return 2 * (key.length + text.length) + 200;
}

/** The same for the same question, in whatever order its parameters come. */
export function keyOf(question: string, params: QueryParams): string {
  const ordered = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([question, ordered], (_, value: unknown) =>
    typeof value === 'bigint' ? { bigint: value.toString() } : value,
  );
}
