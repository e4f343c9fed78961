import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { createRandom } from '../../../scripts/demo/random';
import type { Random } from '../../../scripts/demo/random';
import type { Installation, Side } from '../../api/two-processes/sides';
import { settle } from '../../model/facts';
import type { SentEvent } from '../../model/sent-event';
import { anyDirectory } from '../../properties/arbitraries/directory';
import { mintToken } from '../../support/tokens';
import { Caller } from '../process/http';
import { compareAnswers } from '../traffic/compare';
import type { Difference } from '../traffic/compare';
import { questionsOf } from '../traffic/questions';
import { scheduleOf, shuffled } from '../traffic/schedule';
import { directoryEntries } from '../traffic/tenant';

const MAX_BATCH = 12;
const PRODUCERS = 3;
const RETRY_MS = 50;
const MAX_DELAY_MS = 60;

export interface TwoWritersTally {
  readonly events: number;
  readonly kills: number;
  readonly answersCompared: number;
  readonly differences: readonly Difference[];
}

/** An ingest process that is killed and started again; its producers send until they are answered. */
class Writer {
  private started: Promise<{ side: Side; caller: Caller }>;

  constructor(
    private readonly installation: Installation,
    private readonly name: string,
  ) {
    this.started = this.start();
  }

  async url(): Promise<string> {
    return (await this.started).side.url;
  }

  async deliver(token: string, path: string, items: readonly unknown[]): Promise<number> {
    for (;;) {
      const { caller } = await this.started;
      const reply = await caller.post(path, token, items, 'ndjson').catch(() => undefined);
      if (reply && reply.status < 500) return reply.status;
      await sleep(RETRY_MS);
    }
  }

  async kill(): Promise<void> {
    const { side, caller } = await this.started;
    this.started = side.kill9().then(() => {
      caller.close();
      return this.start();
    });
    await this.started;
  }

  private async start(): Promise<{ side: Side; caller: Caller }> {
    const side = await this.installation.start('ingest', this.name);
    return { side, caller: new Caller(side.url) };
  }
}

/** Two ingest processes over one server, and one that is asked. */
export class TwoWriters {
  private readonly writers: readonly [Writer, Writer];
  private readonly reader: Promise<Side>;

  constructor(installation: Installation) {
    this.writers = [new Writer(installation, 'one'), new Writer(installation, 'other')];
    this.reader = installation.start('query', 'reader');
  }

  async urls(): Promise<string[]> {
    return Promise.all(this.writers.map((writer) => writer.url()));
  }

  /**
   * Sends every event of the schedules to both processes at once, cut and ordered differently and some of it twice, while one of
   * them, the other or both are killed; then compares every answer with the model's.
   */
  async run(seeds: readonly number[], kills: number): Promise<TwoWritersTally> {
    const [seed = 0] = seeds;
    const random = createRandom(`two writers ${seed}`);
    const [directory] = fc.sample(anyDirectory, { seed, numRuns: 1 });
    if (!directory) throw new Error('no directory');
    const token = mintToken({ tenant: `two-${seed}` });
    await this.writers[0].deliver(token, '/v1/directory', directoryEntries(directory));
    const events = seeds.flatMap((each) =>
      scheduleOf(each)
        .phases.flat(2)
        .flatMap((write) => (write.kind === 'events' ? write.events : [])),
    );
    const batches = this.writers.map(() => cut(shuffled(events, random), random));
    const all = batches.flat().length;
    let answers = 0;
    const hits: Promise<unknown>[] = [];
    const onAnswer = (): void => {
      answers += 1;
      if (hits.length < kills && answers >= ((hits.length + 1) * all) / (kills + 1))
        hits.push(this.hit(random));
    };
    const statuses = await Promise.all(
      this.writers.flatMap((writer, index) =>
        deal(batches[index] ?? []).map((hand) => send(writer, token, hand, onAnswer)),
      ),
    );
    await Promise.all(hits);
    const refused = statuses.flat().filter((status) => status !== 200);
    const { all: questions } = questionsOf(seed);
    const caller = new Caller((await this.reader).url);
    const found = await compareAnswers(caller, token, settle({ ...directory, events }), questions);
    caller.close();
    return {
      ...{ events: events.length, kills: hits.length, answersCompared: questions.length },
      differences: [
        ...found.map((difference) => ({ seeds, ...difference })),
        ...refused.map((status) => ({ seeds, what: 'a request was refused', found: status, expected: 200 })),
      ],
    };
  }

  private async hit(random: Random): Promise<void> {
    const [one, other] = this.writers;
    const victims = random.pick([[one], [other], [one, other]]);
    await sleep(random.next() * MAX_DELAY_MS);
    await Promise.all(victims.map((writer) => writer.kill()));
  }
}

async function send(
  writer: Writer,
  token: string,
  batches: readonly (readonly SentEvent[])[],
  onAnswer: () => void,
): Promise<number[]> {
  const statuses: number[] = [];
  for (const batch of batches) {
    statuses.push(await writer.deliver(token, '/v1/events', batch));
    onAnswer();
  }
  return statuses;
}

function cut(events: readonly SentEvent[], random: Random): SentEvent[][] {
  const batches: SentEvent[][] = [];
  for (let at = 0; at < events.length;) {
    const batch = events.slice(at, at + 1 + random.below(MAX_BATCH));
    at += batch.length;
    batches.push(batch);
    if (random.chance(0.1)) batches.push(batch);
  }
  return batches;
}

function deal<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: PRODUCERS }, (_, hand) => items.filter((_item, at) => at % PRODUCERS === hand));
}
