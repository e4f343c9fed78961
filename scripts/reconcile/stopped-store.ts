import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalog } from '../../clickhouse/catalog/read-catalog';
import { openStore } from '../../clickhouse/open-store';
import { reconcile } from '../../clickhouse/reconcile/run';
import type { ReconcileEvent } from '../../clickhouse/reconcile/run';
import type { Wanted } from '../../clickhouse/reconcile/spans';
import { storeOptions } from '../../services/platform/lifecycle/service';
import type { Settings } from '../../services/platform/settings/settings';
import { sizeThreadPool } from '../../services/platform/settings/thread-pool';
import { OperatorError } from '../operator/ndjson-answer';

/** Reconciles a server's store, or an embedded one that no service holds. */
export async function* reconcileDirectly(
  settings: Settings,
  wanted: Wanted,
  repairs: boolean,
): AsyncGenerator<ReconcileEvent> {
  if (settings.server === undefined && !existsSync(join(settings.dataDir, 'engine'))) {
    throw new OperatorError(`There is no store in ${settings.dataDir}.`);
  }
  sizeThreadPool(settings.readers);
  const store = await openStore(storeOptions(settings));
  try {
    const catalog = await readCatalog(store);
    const hasOtherWriters = settings.server !== undefined;
    yield* reconcile({ store, catalog, alone: (work) => work(), hasOtherWriters }, wanted, repairs);
  } finally {
    await store.close();
  }
}
