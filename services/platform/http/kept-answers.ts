import { randomUUID } from 'node:crypto';
import { BoundedMap } from '../../../clickhouse/bounded-map';
import { entityTag, weakTag } from './etag';
import type { Answer, RouteRequest } from './route';

interface Kept {
  readonly generation: number;
  readonly answer: Answer;
}

/** The longest answers are those that cost most to make again. */
const LARGEST_SHARE = 1 / 2;
/** Headers of a request that a kept answer may depend on. */
const DEPENDS_ON = ['accept'] as const;

/**
 * Whole answers as bytes with their tag, kept until anything of the tenant is written. They stand behind the checks of who asks:
 * only what a route that says `dependsOnStoreAlone` answers is kept, so that it is the same for everybody who may ask.
 */
export class KeptAnswers {
  private readonly answers: BoundedMap<Kept>;

  /** @param generationOf as Store.generationOf */
  constructor(
    private readonly generationOf: (tenant: string) => number | undefined,
    maxBytes: number,
    /** Generations of other processes are others. */
    private readonly processId: string = randomUUID(),
  ) {
    this.answers = new BoundedMap(maxBytes, LARGEST_SHARE);
  }

  /** The kept answer to this very target, or the one that `compute` gives. */
  async answer(target: string, request: RouteRequest, compute: () => Promise<Answer>): Promise<Answer> {
    const { tenant } = request.principal;
    const before = this.generationOf(tenant);
    if (before === undefined) return compute();
    const key = JSON.stringify([tenant, target, ...DEPENDS_ON.map((name) => request.headers[name] ?? null)]);
    const kept = this.answers.get(key);
    if (kept?.generation === before) return kept.answer;
    const answer = await compute();
    // What is read later than the generation may be newer: then the next asking finds another generation.
    if (answer.stream) return { ...answer, tag: weakTag(this.processId, before, key) };
    if (answer.status !== 200 || answer.body === undefined) return answer;
    if (this.generationOf(tenant) !== before) return answer;
    const body = Buffer.from(answer.body);
    const tagged = { ...answer, body, tag: entityTag(answer.contentType, body) };
    this.answers.set(key, { generation: before, answer: tagged }, body.length + 2 * key.length + 500);
    return tagged;
  }
}
