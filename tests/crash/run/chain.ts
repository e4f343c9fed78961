import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../../scripts/demo/random';
import type { Random } from '../../../scripts/demo/random';
import { Caller } from '../process/http';
import { EndedEarly, Victim } from '../process/victim';
import type { VictimOptions } from '../process/victim';
import { Tenant } from '../traffic/tenant';
import type { Difference } from '../traffic/compare';

export interface ChainOptions extends VictimOptions {
  /** The seeds of its schedules: from the first one on, so many. */
  readonly firstSeed: number;
  readonly schedules: number;
  /** How many schedules begin in each life of the service; one kill hits all of them. */
  readonly lanes: number;
  /** Told after each life. */
  readonly onLife?: (tally: Tally) => void;
}

/** What a chain has been through. */
export interface Tally {
  schedules: number;
  kills: number;
  killsWhileStarting: number;
  requestsAnswered: number;
  requestsDoubtful: number;
  answersCompared: number;
  differences: Difference[];
  startMs: number;
  compareMs: number;
  produceMs: number;
}

export function emptyTally(): Tally {
  return {
    ...{ schedules: 0, kills: 0, killsWhileStarting: 0 },
    ...{ requestsAnswered: 0, requestsDoubtful: 0, answersCompared: 0, differences: [] },
    ...{ startMs: 0, compareMs: 0, produceMs: 0 },
  };
}

const CHANCE_OF_KILL_WHILE_STARTING = 0.2;
const MAX_DELAY_MS = 30;

/**
 * Runs schedules one group after the other on one data directory. A life of the service: it starts, recovers, and is compared;
 * the group that is new begins, the one before goes on; it is killed. In the end everything is compared once more.
 */
export async function runChain(options: ChainOptions): Promise<Tally> {
  const chain = new Chain(options);
  await chain.run();
  return chain.tally;
}

class Chain {
  readonly tally = emptyTally();
  private readonly tenants: Tenant[] = [];
  private lastStartMs = 1000;

  constructor(private readonly options: ChainOptions) {}

  async run(): Promise<void> {
    const { firstSeed, schedules, lanes } = this.options;
    let earlier: Tenant | undefined;
    for (let from = 0; from < schedules || earlier; from += lanes) {
      const count = Math.min(lanes, schedules - from);
      const seeds = Array.from({ length: Math.max(0, count) }, (_, index) => firstSeed + from + index);
      const fresh = seeds.length > 0 ? new Tenant(seeds) : undefined;
      await this.live(fresh, earlier, createRandom(`life ${firstSeed + from} ${seeds.length}`));
      if (fresh) this.tenants.push(fresh);
      earlier = fresh;
      if (this.tally.differences.length > 0) return;
    }
    const { victim, caller } = await this.start();
    for (const tenant of this.tenants) await this.compare(tenant, caller, 'all');
    caller.close();
    const code = await victim.stop();
    if (code !== 0) this.note('the exit code of a stop', code, 0);
    this.tally.schedules = schedules;
  }

  /** Begins with the comparison of what the last kill hit. */
  private async live(fresh: Tenant | undefined, earlier: Tenant | undefined, random: Random): Promise<void> {
    if (random.chance(CHANCE_OF_KILL_WHILE_STARTING)) await this.killWhileStarting(random.next());
    const { victim, caller } = await this.start();
    for (const tenant of this.tenants.slice(-2)) await this.compare(tenant, caller, 'some');
    const began = performance.now();
    await fresh?.register(caller);
    const killAt = Math.floor(((fresh?.size(0) ?? 0) + (earlier?.size(1) ?? 0)) * Math.sqrt(random.next()));
    const delayMs = random.next() * MAX_DELAY_MS;
    let answers = 0;
    let kill: Promise<void> | undefined;
    const onAnswer = (): void => {
      answers += 1;
      if (answers > killAt) kill ??= sleep(delayMs).then(() => victim.kill9());
    };
    await Promise.all([fresh?.produce(0, caller, onAnswer), earlier?.produce(1, caller, onAnswer)]);
    await (kill ?? victim.kill9());
    caller.close();
    this.tally.produceMs += performance.now() - began;
    this.tally.kills += 1;
    this.tally.requestsAnswered += answers;
    this.options.onLife?.(this.tally);
  }

  private async start(): Promise<{ victim: Victim; caller: Caller }> {
    const began = performance.now();
    const victim = Victim.start(this.options);
    const caller = new Caller(await victim.ready());
    this.lastStartMs = performance.now() - began;
    this.tally.startMs += this.lastStartMs;
    return { victim, caller };
  }

  private async killWhileStarting(share: number): Promise<void> {
    const began = performance.now();
    const victim = Victim.start(this.options);
    await Promise.race([
      sleep(share * this.lastStartMs),
      victim.ready().catch((error: unknown) => {
        if (error instanceof EndedEarly && !victim.isGone()) throw error;
      }),
    ]);
    if (victim.isGone()) this.note('the service ended by itself while starting', victim.errors(), null);
    await victim.kill9();
    this.tally.startMs += performance.now() - began;
    this.tally.killsWhileStarting += 1;
  }

  private async compare(tenant: Tenant, caller: Caller, which: 'all' | 'some'): Promise<void> {
    const began = performance.now();
    const { answers, doubtful } = await tenant.compare(caller, which);
    this.tally.requestsDoubtful += doubtful;
    this.tally.answersCompared += answers;
    this.tally.differences.push(...tenant.differences.splice(0));
    this.tally.compareMs += performance.now() - began;
  }

  private note(what: string, found: unknown, expected: unknown): void {
    this.tally.differences.push({ seeds: [this.options.firstSeed], what, found, expected });
  }
}
