import fc from 'fast-check';
import { settle } from '../../model/facts';
import { anyDirectory } from '../../properties/arbitraries/directory';
import type { Directory } from '../../properties/arbitraries/directory';
import { mintToken } from '../../support/tokens';
import type { Caller } from '../process/http';
import { SERVICE } from '../process/subject';
import type { Subject } from '../process/subject';
import { compareAnswers, marksIn, nameIsIn } from './compare';
import type { Difference } from './compare';
import { Ledger } from './ledger';
import { Producers } from './producers';
import type { Questions } from './questions';
import { namesOf, scheduleOf } from './schedule';
import type { EventsWrite, Sequence, Write } from './write';

/** A tenant and the schedules that it goes through at once: their producers send about the same users, apps and organizations. */
export class Tenant {
  readonly differences: Difference[] = [];
  private ledger: Ledger;
  private readonly token: string;
  private readonly producers: Producers;
  private readonly directory: Directory;
  private readonly questions: Questions;
  private readonly phases: readonly [readonly Sequence[], readonly Sequence[]];
  private isRegistered = false;

  constructor(
    readonly seeds: readonly number[],
    private readonly subject: Subject = SERVICE,
  ) {
    const [seed = 0] = seeds;
    const schedules = seeds.map(scheduleOf);
    const [directory] = fc.sample(anyDirectory, { seed, numRuns: 1 });
    if (!directory) throw new Error('no directory');
    this.directory = directory;
    this.questions = subject.questions(seed);
    this.phases = [
      [...schedules.flatMap(({ phases }) => phases[0].map((each) => this.taken(each))), namesOf(seed)],
      [...schedules.flatMap(({ phases }) => phases[1].map((each) => this.taken(each))), namesOf(seed + 0.5)],
    ];
    this.ledger = new Ledger(directory);
    this.token = mintToken({ tenant: `tenant-${seed}` });
    const fates = new Map(schedules.map((schedule) => [schedule.seed, schedule.fate]));
    this.producers = new Producers(this.ledger, this.token, fates);
  }

  /** For comparing what was sent with more than one service; it sends nothing itself. */
  copy(): Tenant {
    const other = new Tenant(this.seeds, this.subject);
    other.ledger = this.ledger.copy();
    other.isRegistered = this.isRegistered;
    return other;
  }

  /** How many requests a phase has at least. */
  size(phase: 0 | 1): number {
    return this.phases[phase].reduce((sum, sequence) => sum + sequence.length, 0);
  }

  /** Registers the directory, once more if nobody knows whether it was. */
  async register(caller: Caller): Promise<void> {
    if (this.isRegistered) return;
    const entries = directoryEntries(this.directory);
    const reply = await caller.post('/v1/directory', this.token, entries, 'ndjson').catch(() => undefined);
    this.isRegistered = reply?.status === 200;
    if (reply && reply.status !== 200 && reply.status < 500) {
      this.differ('the directory was not taken', reply, 200);
    }
  }

  /** Runs the producers of a phase at once, until they are done or the service is gone. */
  async produce(phase: 0 | 1, caller: Caller, onAnswer: () => void): Promise<void> {
    await this.register(caller);
    if (!this.isRegistered) return;
    const refusals = await this.producers.run(this.phases[phase], caller, onAnswer);
    for (const { reply, write } of refusals) this.differ('a request was not taken', reply, write);
  }

  /** Sends one request and forgets it where it is not answered. Answers whether it was. */
  async send(write: EventsWrite, caller: Caller): Promise<boolean> {
    await this.register(caller);
    const [taken = write] = this.taken([write]);
    const alone = new Producers(this.ledger, this.token, new Map());
    let answers = 0;
    const refused = await alone.run([[taken]], caller, () => (answers += 1));
    for (const { reply } of refused) this.differ('a request was not taken', reply, write);
    return answers > 0;
  }

  /**
   * Finds out which doubtful requests are in and compares answers with the model's: of every question, or of some that look at
   * every table. Answers how many were compared.
   */
  async compare(
    caller: Caller,
    which: 'all' | 'some',
  ): Promise<{ readonly answers: number; readonly doubtful: number }> {
    if (!this.isRegistered) return { answers: 0, doubtful: 0 };
    const doubtful = this.ledger.doubtful();
    const marks = doubtful.length > 0 ? await marksIn(caller, this.token) : new Set();
    for (const sent of doubtful) {
      const isIn = sent.mark
        ? marks.has(`${sent.mark.date} ${sent.mark.user_id}`)
        : sent.write.kind === 'name' && (await nameIsIn(caller, this.token, sent.write.user));
      sent.state = isIn ? 'in' : 'out';
    }
    const facts = settle(this.ledger.world());
    const asked = which === 'all' ? this.questions.all : this.questions.some();
    const found = await compareAnswers(caller, this.token, facts, asked);
    for (const { what, found: body, expected } of found) this.differ(what, body, expected);
    return { answers: asked.length, doubtful: doubtful.length };
  }

  /** Sends what is doubtful again, as it was. */
  async sendAgain(caller: Caller): Promise<void> {
    for (const sent of this.ledger.doubtful()) {
      const refused = await this.producers.sendAgain(sent, caller);
      if (refused) this.differ('a request was not taken', refused, sent.write);
    }
  }

  private taken(sequence: Sequence): Write[] {
    return sequence.map((write) =>
      write.kind === 'name' ? write : { ...write, events: write.events.filter(this.subject.takes) },
    );
  }

  private differ(what: string, found: unknown, expected: unknown): void {
    this.differences.push({ seeds: this.seeds, what, found, expected });
  }
}

export function directoryEntries({ clients, users, apps }: Directory): object[] {
  return [
    ...clients.map(({ client_id, zones }) => ({
      ...{ kind: 'client', client_id, name: 'Client', timezone: zones[0]?.timezone },
    })),
    ...users.map((user) => ({ kind: 'user', ...user })),
    ...apps.map((app) => ({ kind: 'app', ...app })),
  ];
}
