import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../platform/logger';
import type { StoreError } from '../../../clickhouse/errors';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import { CommitRefused, TryAgainLater } from './commit-errors';
import { decodeCommit, encodeCommit } from './commit-payload';
import type { CommitPart } from './commit-payload';
import { Journal, JournalUnavailable } from './journal';
import { PoisonCommits } from './poison-commits';
import { noteBoot, runsSince } from './machine-boot';
import { JOURNAL_POLICY, RETRY_POLICY, UPKEEP_POLICY } from './policy';
import { onceIfUnexplained, storeCommit, storeWhole } from './store-commit';
import type { StoringContext } from './store-commit';

interface DurableCommitsOptions {
  readonly store: Pick<Store, 'insert' | 'sync'>;
  /** Where the journal lies; made if it is not there. */
  readonly directory: string;
  readonly logger: Logger;
  /** What becomes of the parts that an earlier start, perhaps of an earlier version, wrote down. */
  readonly renew?: (parts: readonly CommitPart[]) => Promise<CommitPart[]>;
  /** Told about each commit when it is stored. */
  readonly onCommit?: (commit: StoredCommit) => void;
}

/** What one commit was: how many requests and rows, and how long the journal's sync and all of it took. */
export interface StoredCommit {
  readonly requests: number;
  readonly rows: number;
  readonly bytes: number;
  readonly journalMs: number;
  readonly ms: number;
}

/** What the write path has been through since the start. */
export interface CommitCounts {
  commits: number;
  failedInserts: number;
  journalFailures: number;
  refusedParts: number;
}

/** Makes commits all-or-nothing: into the journal first, then into the store until every table has them. One at a time. */
export class DurableCommits {
  readonly counts: CommitCounts = { commits: 0, failedInserts: 0, journalFailures: 0, refusedParts: 0 };
  private readonly stopping = new AbortController();
  private failedAttempts = 0;
  private lastRefused = '';

  private constructor(
    private readonly options: DurableCommitsOptions,
    readonly journal: Journal,
    private readonly poison: PoisonCommits,
  ) {}

  static async open(options: DurableCommitsOptions): Promise<DurableCommits> {
    const journal = await Journal.open(options.directory, {
      trustsMarks: await runsSince(bootFile(options.directory)),
      beforeEmpty: () => options.store.sync(),
    });
    try {
      return new DurableCommits(
        options,
        journal,
        await PoisonCommits.open(join(options.directory, 'poison')),
      );
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  /** Sends what a crash left in doubt to the store again, and what it once refused. Resolves when the store is whole. */
  async recover(): Promise<void> {
    const { logger } = this.options;
    if (this.journal.tornBytes > 0) {
      logger.warn('the journal ended in a torn record', { bytes: this.journal.tornBytes });
    }
    for (const { sequence, payload } of this.journal.takeFound()) {
      logger.warn('storing again a commit that was in flight', { sequence, bytes: payload.length });
      await this.store(await this.found(payload));
      await this.journal.markStored(sequence);
    }
    await this.journal.empty();
    if (this.journal.sizeBytes() === 0) await noteBoot(bootFile(this.options.directory));
    await this.retryPoison();
  }

  /** Stores the parts, each whole and in every table, on disk when it resolves. Answers for each part why it was refused, if so. */
  async storeParts(parts: readonly CommitPart[]): Promise<(Error | undefined)[]> {
    if (parts.every((part) => part.every(({ rows }) => rows.length === 0))) return parts.map(() => undefined);
    if (this.poison.count() >= UPKEEP_POLICY.maxPoisonCommits) {
      throw new TryAgainLater('The store refuses too many commits.');
    }
    const startedMs = performance.now();
    const payload = await encodeCommit(parts);
    const sequence = await this.append(payload);
    const journalMs = performance.now() - startedMs;
    const outcomes = await this.store(parts);
    await this.journal.markStored(sequence);
    if (this.journal.sizeBytes() > JOURNAL_POLICY.maxFileBytes) await this.journal.empty();
    this.counts.commits += 1;
    const rows = parts.flat().reduce((sum, batch) => sum + batch.rows.length, 0);
    const ms = performance.now() - startedMs;
    this.options.onCommit?.({ requests: parts.length, rows, bytes: payload.length, journalMs, ms });
    return outcomes;
  }

  /** Stores rows that need no journal, tried as a commit is: throws CommitRefused, or TryAgainLater at a stop. */
  async insert(batch: InsertBatch): Promise<void> {
    try {
      const refusal = await storeWhole([[batch]], this.context());
      if (refusal) throw new CommitRefused({ cause: refusal });
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
      throw new TryAgainLater('The service is stopping.', { cause: error });
    } finally {
      this.failedAttempts = 0;
    }
  }

  /** What the store has refused and may still take. */
  async *partsAside(): AsyncGenerator<CommitPart[]> {
    for (const name of await this.poison.list()) yield decodeCommit(await this.poison.read(name));
  }

  poisonCount(): number {
    return this.poison.count();
  }

  /**
   * Offers poison commits to the store again, beginning after the one that was refused last, until one is refused.
   * True if any went in.
   */
  async retryPoison(): Promise<boolean> {
    const names = await this.poison.list();
    const isDue = (name: string): boolean => name > this.lastRefused;
    let taken = 0;
    try {
      for (const name of [...names.filter(isDue), ...names.filter((name) => !isDue(name))]) {
        this.lastRefused = name;
        const parts = await this.found(await this.poison.read(name));
        if (await storeWhole(parts, onceIfUnexplained(this.context()))) break;
        await this.poison.remove(name);
        taken += 1;
        this.options.logger.info('a poison commit was taken after all', { file: name });
      }
    } finally {
      this.failedAttempts = 0;
    }
    return taken > 0;
  }

  /** Changes every poison commit; answers how many of their rows were removed. No other work on commits may run. */
  async rewritePoison(
    change: (parts: readonly CommitPart[]) => { parts: readonly CommitPart[]; removed: number },
  ): Promise<number> {
    let rows = 0;
    for (const name of await this.poison.list()) {
      const { parts, removed } = change(decodeCommit(await this.poison.read(name)));
      if (removed === 0) continue;
      rows += removed;
      if (parts.some((part) => part.some((batch) => batch.rows.length > 0))) {
        await this.poison.add(await encodeCommit(parts));
      }
      await this.poison.remove(name);
    }
    return rows;
  }

  /** Whether writing works: the journal takes commits, the store takes inserts, and no commit is half in. */
  isHealthy(): boolean {
    return (
      this.journal.isWritable() &&
      this.failedAttempts < RETRY_POLICY.wholeAttempts &&
      this.poison.count() === 0
    );
  }

  /** Ends what is still being tried; it stays in the journal for the next start. */
  giveUp(): void {
    this.stopping.abort();
  }

  async close(): Promise<void> {
    this.giveUp();
    await this.journal.close();
  }

  private async found(payload: Buffer): Promise<CommitPart[]> {
    const parts = decodeCommit(payload);
    return (await this.options.renew?.(parts)) ?? parts;
  }

  private async append(payload: Buffer): Promise<number> {
    try {
      return await this.journal.append(payload);
    } catch (error) {
      this.counts.journalFailures += 1;
      this.options.logger.error('the journal cannot be written', { error: describe(error) });
      throw new TryAgainLater('The journal cannot be written.', { cause: error });
    }
  }

  private async store(parts: readonly CommitPart[]): Promise<(Error | undefined)[]> {
    try {
      const outcomes = await storeCommit(parts, this.context());
      const refused = parts.filter((_, index) => outcomes[index] !== undefined);
      if (refused.length > 0) await this.putAside(refused);
      return outcomes.map((refusal) => refusal && new CommitRefused({ cause: refusal }));
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
      throw new TryAgainLater('The service is stopping.', { cause: error });
    } finally {
      this.failedAttempts = 0;
    }
  }

  /** Tried until it is on disk: until then the commit keeps its place in the journal. */
  private async putAside(refused: readonly CommitPart[]): Promise<void> {
    this.counts.refusedParts += refused.length;
    for (;;) {
      try {
        const file = await this.poison.add(await encodeCommit(refused));
        this.options.logger.error('the store refuses a commit; it was put aside', {
          file,
          requests: refused.length,
        });
        return;
      } catch (error) {
        this.options.logger.error('a refused commit cannot be put aside yet', { error: describe(error) });
        await sleep(RETRY_POLICY.maxBackoffMs, undefined, { signal: this.stopping.signal });
      }
    }
  }

  private context(): StoringContext {
    const onFailure = (error: StoreError, attempts: number): void => {
      this.counts.failedInserts += 1;
      this.failedAttempts = Math.max(this.failedAttempts, attempts);
      const { kind, engineCode } = error;
      this.options.logger.warn('an insert failed', { kind, engineCode, attempts });
    };
    return { store: this.options.store, policy: RETRY_POLICY, signal: this.stopping.signal, onFailure };
  }
}

/** Says since when the journal's marks can be trusted. Written when the journal is empty. */
function bootFile(directory: string): string {
  return join(directory, 'boot');
}

/** What may stand in a log: the system's error code, no path and no data. */
function describe(error: unknown): string {
  const cause = error instanceof JournalUnavailable ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown';
}
