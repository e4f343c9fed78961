import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempDir, removeDir } from '../../support/temp-dir';
import { Caller } from '../process/http';
import { Victim } from '../process/victim';
import type { VictimOptions } from '../process/victim';
import type { Subject } from '../process/subject';
import { shimEnv } from '../shim/build';
import type { Difference } from '../traffic/compare';
import { Tenant } from '../traffic/tenant';
import { wholeCommit } from './commit';

/** A call that changes a file, as one commit makes it. */
export interface Call {
  readonly name: string;
  readonly path: string;
}

export interface PointResult {
  readonly point: number;
  /** What the service was killed instead of; undefined where it made fewer calls and answered. */
  readonly killedAt: Call | undefined;
  /** Whether the next start was killed as well, at one of its own calls. */
  readonly killedAgain: boolean;
  readonly differences: Difference[];
}

export interface Point {
  readonly point: number;
  /** At which of its own calls the start after the kill is killed too; 0 for not at all. */
  readonly again: number;
}

/** Kill points of one commit, on copies of one data directory, so that the K-th call is always the same. */
export class KillPoints {
  private constructor(
    private readonly shim: string,
    private readonly home: string,
    private readonly subject: Subject,
  ) {}

  static async prepare(shim: string, subject: Subject): Promise<KillPoints> {
    const points = new KillPoints(shim, await makeTempDir(), subject);
    const victim = Victim.start({ ...subject, dataDir: points.template() });
    const caller = new Caller(await victim.ready());
    await new Tenant([0], subject).send(wholeCommit(0), caller);
    caller.close();
    await victim.stop();
    return points;
  }

  async remove(): Promise<void> {
    await removeDir(this.home);
  }

  /** Every call that the commit makes, in the order in which it makes them. */
  async calls(): Promise<Call[]> {
    this.reset();
    const { victim, caller } = await this.start({ CRASH_LOG: this.log(), CRASH_COMMIT: '2' });
    const tenant = new Tenant([1], this.subject);
    await this.sendCounted(tenant, 1, caller);
    caller.close();
    await victim.kill9();
    return this.logged();
  }

  /**
   * Kills the service at each of the points, one after the other on the same data; each start recovers from one kill, is
   * compared and runs into the next.
   */
  async run(points: readonly Point[]): Promise<PointResult[]> {
    this.reset();
    const tenant = new Tenant([points[0]?.point ?? 1], this.subject);
    const results: PointResult[] = [];
    for (const { point, again } of points) {
      rmSync(this.log(), { force: true });
      const { victim, caller } = await this.start({
        CRASH_KILL_AT: String(point),
        // The first one registers the tenant's directory before it sends.
        CRASH_COMMIT: results.length === 0 ? '2' : '1',
        CRASH_LOG: this.log(),
      });
      await this.compare(tenant, caller, 'some', results);
      const isAnswered = await this.sendCounted(tenant, point, caller);
      caller.close();
      if (isAnswered) await victim.kill9();
      else await victim.untilGone();
      const killedAt = isAnswered ? undefined : this.logged().at(-1);
      const killedAgain = again > 0 && (await this.startAndDie(again));
      results.push({ point, killedAt, killedAgain, differences: [] });
    }
    const { victim, caller } = await this.start({});
    await this.compare(tenant, caller, 'all', results);
    caller.close();
    await victim.kill9();
    return results;
  }

  /** A service without a journal is told where the commit begins. */
  private async sendCounted(tenant: Tenant, point: number, caller: Caller): Promise<boolean> {
    await tenant.register(caller);
    if (!this.subject.hasJournal) writeFileSync(this.armed(), '');
    return tenant.send(wholeCommit(point), caller);
  }

  /** What differs now differs because of the latest point. */
  private async compare(
    tenant: Tenant,
    caller: Caller,
    which: 'all' | 'some',
    results: PointResult[],
  ): Promise<void> {
    if (this.subject.isRetried) await tenant.sendAgain(caller);
    await tenant.compare(caller, which);
    results.at(-1)?.differences.push(...tenant.differences.splice(0));
  }

  private async startAndDie(call: number): Promise<boolean> {
    const victim = Victim.start(this.options({ CRASH_KILL_AT: String(call), CRASH_COMMIT: '0' }));
    const isReady = await victim.ready().then(
      () => true,
      () => false,
    );
    await victim.kill9();
    return !isReady;
  }

  private async start(env: Readonly<Record<string, string>>): Promise<{ victim: Victim; caller: Caller }> {
    const victim = Victim.start(this.options(env));
    return { victim, caller: new Caller(await victim.ready()) };
  }

  private options(env: Readonly<Record<string, string>>): VictimOptions {
    rmSync(this.armed(), { force: true });
    const counting = this.subject.hasJournal ? env : { ...env, CRASH_COMMIT: '-1', CRASH_ARM: this.armed() };
    const all = { ...this.subject.env, ...shimEnv(this.shim, this.data(), counting) };
    return { ...this.subject, dataDir: this.data(), env: all };
  }

  private reset(): void {
    rmSync(this.data(), { recursive: true, force: true });
    rmSync(this.log(), { force: true });
    cpSync(this.template(), this.data(), { recursive: true, verbatimSymlinks: true });
  }

  private logged(): Call[] {
    const lines = readFileSync(this.log(), 'utf8').trimEnd().split('\n');
    return lines.map((line) => {
      const [, name = '', path = ''] = line.split('\t');
      return { name, path: path.slice(this.data().length + 1) };
    });
  }

  private template(): string {
    return join(this.home, 'template');
  }

  private data(): string {
    return join(this.home, 'data');
  }

  private armed(): string {
    return join(this.home, 'armed');
  }

  private log(): string {
    return join(this.home, 'calls');
  }
}
