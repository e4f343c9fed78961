import { createRandom } from '../../../scripts/demo/random';
import { claim } from './coverage';
import type { Coverage, News } from './coverage';
import { mutate } from './mutate';

/** A parser under test. */
export interface Target {
  readonly name: string;
  readonly seeds: readonly (string | Buffer)[];
  /** What its language is made of. */
  readonly words: readonly string[];
  /** Parses the input and throws where a promise is broken. */
  readonly check: (input: Buffer) => void | Promise<void>;
}

export interface Finding {
  readonly target: string;
  readonly base64: string;
  readonly error: string;
}

export interface TargetResult {
  readonly target: string;
  executions: number;
  corpus: number;
  /** Functions and branches that it was the first to run, and branches that are left of all functions that ran. */
  reached: number;
  unreached: number;
  findings: Finding[];
}

/** Looking at the coverage costs more than most inputs: it is asked for so many at once, then for each of those that had news. */
const BATCH = 64;

/** Fuzzes one parser until `isOver`: inputs that reach blocks never reached before are kept and changed further. */
export async function fuzz(
  { name, seeds, words, check }: Target,
  seed: string,
  coverage: Coverage,
  isOver: (executions: number) => boolean,
): Promise<TargetResult> {
  const random = createRandom(`${seed}/${name}`);
  const corpus: Buffer[] = seeds.map((one) => Buffer.from(one as string));
  const result: TargetResult = {
    target: name,
    executions: 0,
    corpus: 0,
    reached: 0,
    unreached: 0,
    findings: [],
  };
  const reachedBefore = coverage.reached;
  const run = async (input: Buffer): Promise<void> => {
    result.executions += 1;
    try {
      await check(input);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      result.findings.push({ target: name, base64: input.toString('base64'), error: text.slice(0, 1_000) });
    }
  };
  for (const input of corpus) await run(input);
  coverage.note(coverage.take());
  while (!isOver(result.executions) && result.findings.length < 10) {
    const batch = Array.from({ length: BATCH }, () => mutate(random.pick(corpus), corpus, words, random));
    for (const input of batch) await run(input);
    const news = coverage.note(coverage.take());
    if (news) corpus.push(...(await thoseWith(news, batch, run, coverage)));
  }
  return {
    ...result,
    corpus: corpus.length,
    reached: coverage.reached - reachedBefore,
    unreached: coverage.unreached,
  };
}

/** Those of a batch that reached what was new in it: each is run once more, alone. */
async function thoseWith(
  news: News,
  batch: readonly Buffer[],
  run: (input: Buffer) => Promise<void>,
  coverage: Coverage,
): Promise<Buffer[]> {
  const kept: Buffer[] = [];
  for (const input of batch) {
    await run(input);
    if (claim(news, coverage.take())) kept.push(input);
  }
  return kept;
}
