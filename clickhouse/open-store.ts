import { AnswerCache } from './answer-cache';
import { clientStore, type Remembered } from './client-store';
import { openEmbedded } from './embedded/open-embedded';
import { toStoreError } from './errors';
import { FairQueue } from './fair-queue';
import { KeptBuckets } from './kept-buckets';
import { DEFAULT_LIMITS, type StoreLimits } from './limits';
import { loadQuestions } from './questions';
import { openServer, type ServerAddress } from './server/open-server';
import { checkDatabaseName } from './sql/database';
import type { Store } from './store';
import { Writes } from './writes';

export interface StoreOptions {
  /** The database that holds everything; `headcount` unless the operator wants another. */
  readonly database: string;
  /** Absolute. The embedded engine keeps its files below it. */
  readonly dataDir: string;
  /** A ClickHouse server instead of the embedded engine. */
  readonly server?: ServerAddress;
  /** The cluster of that server to spread over; one server where it is absent. */
  readonly cluster?: string;
  readonly limits?: Partial<StoreLimits>;
  /** Where the embedded engine may write and read backups, if not `<dataDir>/backups`. */
  readonly backupDirectory?: string;
}

/**
 * Opens the store: the embedded engine, or a server if one is given. Loads and checks every question first.
 * Throws StoreError (`locked`: another process has the directory; `unavailable`, `denied`: the server does not answer or does
 * not know us).
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, dataDir, server, cluster, backupDirectory } = options;
  checkDatabaseName(database);
  const limits: StoreLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const questions = loadQuestions(database);
  try {
    const clients = server
      ? await openServer(server, limits, cluster === undefined ? undefined : { cluster, database })
      : await openEmbedded({
          dataDir,
          database,
          limits,
          ...(backupDirectory !== undefined && { backupDirectory }),
        });
    const { readers, serverConnections, maxWaitingReads: maxWaiting, maxReadWaitMs: maxWaitMs } = limits;
    const reads = new FairQueue({ slots: server ? serverConnections : readers, maxWaiting, maxWaitMs });
    // Other processes may write a server's store without a word.
    return clientStore(clients, questions, database, reads, server ? undefined : remember(limits));
  } catch (error) {
    throw toStoreError(error, 'unavailable');
  }
}

function remember({ answerCacheBytes, keptBucketBytes }: StoreLimits): Remembered {
  const writes = new Writes();
  return {
    writes,
    answers: new AnswerCache(writes, answerCacheBytes),
    buckets: new KeptBuckets(writes, keptBucketBytes),
  };
}
