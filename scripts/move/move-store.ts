import { join } from 'node:path';
import { readCatalog } from '../../clickhouse/catalog/read-catalog';
import { migrate } from '../../clickhouse/migrate';
import { move } from '../../clickhouse/move/move';
import type { MoveEvent } from '../../clickhouse/move/move';
import { openStore } from '../../clickhouse/open-store';
import type { StoreOptions } from '../../clickhouse/open-store';
import { reconcile } from '../../clickhouse/reconcile/run';
import type { ReconcileEvent } from '../../clickhouse/reconcile/run';
import { DurableCommits } from '../../services/ingest/commit/durable-commits';
import type { Logger } from '../../services/platform/logger';

export interface StoreMove {
  readonly from: StoreOptions;
  readonly to: StoreOptions;
  readonly replaces: boolean;
  readonly logger: Logger;
}

/**
 * Moves everything from the one store to the other: finishes what an unclean stop left in the journal, copies, and compares the other
 * store's aggregates with its facts, repairing what surplus rows left there.
 */
export async function* moveStore({
  from,
  to,
  replaces,
  logger,
}: StoreMove): AsyncGenerator<MoveEvent | ReconcileEvent> {
  const source = await openStore(from);
  try {
    await migrate(source);
    await recoverJournal(source, from.dataDir, logger);
    const target = await openStore(to);
    try {
      await migrate(target);
      const catalog = await readCatalog(source);
      yield* move({ from: source, to: target, catalog, replaces });
      const there = await readCatalog(target);
      const alone = <T>(work: () => Promise<T>): Promise<T> => work();
      yield* reconcile({ store: target, catalog: there, alone, hasOtherWriters: false }, {}, true);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function recoverJournal(
  store: Parameters<typeof DurableCommits.open>[0]['store'],
  dataDir: string,
  logger: Logger,
): Promise<void> {
  const commits = await DurableCommits.open({ store, directory: join(dataDir, 'journal'), logger });
  try {
    await commits.recover();
  } finally {
    await commits.close();
  }
}
