import { setTimeout as sleep } from 'node:timers/promises';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import { erasePerson } from '../../../clickhouse/erasure/erase-person';
import type { Person } from '../../../clickhouse/erasure/person';
import { removeFromDisk } from '../../../clickhouse/erasure/remove-from-disk';
import type { Store } from '../../../clickhouse/store';
import type { Logger } from '../../platform/logger';
import type { Committer } from '../commit/committer';
import type { DurableCommits } from '../commit/durable-commits';
import type { UserNumbers } from '../users/user-numbers';
import type { DirectoryClock } from '../directory/directory-clock';
import { eraseQuarantined } from './erase-quarantined';
import type { ErasureRecords } from './erasure-records';
import type { ErasureRegistry } from './erasure-registry';
import { ERASURE_POLICY } from './policy';
import { isRowAbout, withoutRows } from './without-person';

/** What an erasure removed, and through which instant the user's events are refused from now on. */
export interface ErasureReport {
  readonly throughMs: number;
  /** By table, and `refused_commits` for rows of commits that the store refuses. */
  readonly removed: Readonly<Record<string, number>>;
}

export interface EraserContext {
  readonly store: Store;
  readonly commits: DurableCommits;
  readonly committer: Committer;
  readonly registry: ErasureRegistry;
  readonly records: ErasureRecords;
  readonly numbers: UserNumbers;
  readonly clock: DirectoryClock;
  readonly logger: Logger;
}

/** Erases people: at once from every answer, then from the disk. What was begun is completed, after a crash at the next start. */
export class Eraser {
  private readonly stopping = new AbortController();
  private sweeping: Promise<void> = Promise.resolve();

  constructor(private readonly context: EraserContext) {}

  /** Runs alone among the commits. Throws TryAgainLater when it takes too long; then it goes on, and asking again is right. */
  async erase(tenant: string, userId: string): Promise<ErasureReport> {
    const { committer, store, clock, records } = this.context;
    const report = await committer.exclusive({
      rows: 0,
      bytes: 0,
      run: async () => {
        const params = { tenant, user_id: userId };
        const [latest] = await store.query<{ latest_ms: string }>('erasure/latest-start', params);
        const throughMs = Math.max(clock.writeInstantMs(), Number(latest?.latest_ms ?? 0));
        const person = { tenant, userId, throughMs };
        return await this.complete(await records.begin(person), person);
      },
    });
    this.sweep();
    return report;
  }

  /** Erases, within a commit that stored events of them, a user whom another process has erased in the meantime. */
  async eraseAgain(person: Person): Promise<void> {
    await this.complete(await this.context.records.begin(person), person);
    this.sweep();
  }

  /** Completes what an earlier stop interrupted; nothing may be committed meanwhile. */
  async recover(): Promise<void> {
    const { records, logger } = this.context;
    for (const name of await records.list('erasing')) {
      logger.warn('completing an erasure that was interrupted');
      await this.complete(name, await records.read(name), true);
    }
    this.sweep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.sweeping;
  }

  /** @param isRepeat some rows may have gone before, and are counted by nobody */
  private async complete(name: string, person: Person, isRepeat = false): Promise<ErasureReport> {
    const { store, commits, registry, records, numbers, logger } = this.context;
    await registry.enter(person.tenant, person.userId, person.throughMs);
    const catalog = await readCatalog(store);
    const refused = await commits.rewritePoison((parts) =>
      withoutRows(parts, (value) => isRowAbout(value, person)),
    );
    const quarantine = await eraseQuarantined(store, catalog, person);
    const tables = await erasePerson(store, catalog, person);
    numbers.forget(person.tenant, person.userId);
    await commits.journal.empty();
    const counts = { ...Object.fromEntries(tables), quarantine };
    const touched = Object.entries(counts).filter(([, count]) => isRepeat || count > 0);
    await records.startSweeping(
      name,
      touched.map(([table]) => table),
    );
    const removed = { ...counts, refused_commits: refused };
    logger.info('a user was erased', { removed });
    return { throughMs: person.throughMs, removed };
  }

  /** Takes what was erased off the disk, in the background, until nothing is left of it. */
  private sweep(): void {
    this.sweeping = this.sweeping.then(() => this.sweepAll());
  }

  private async sweepAll(): Promise<void> {
    const { store, records, logger } = this.context;
    const { signal } = this.stopping;
    for (;;) {
      if (signal.aborted) return;
      try {
        const names = await records.list('sweeping');
        if (names.length === 0) return;
        const tables = new Set<string>();
        for (const name of names) for (const table of await records.tablesToSweep(name)) tables.add(table);
        await removeFromDisk(store, [...tables], signal, ERASURE_POLICY.diskPollMs);
        for (const name of names) await records.finish(name);
      } catch (error) {
        logger.warn('what was erased is not off the disk yet', { error: String(error) });
        await sleep(ERASURE_POLICY.retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
