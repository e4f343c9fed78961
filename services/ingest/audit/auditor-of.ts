import { UnknownTables } from '../../../clickhouse/catalog/build-catalog';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import type { Reconciler } from '../../../clickhouse/reconcile/reconcile';
import type { Store } from '../../../clickhouse/store';
import type { Logger } from '../../platform/logger';
import { Auditor } from './auditor';

type Base = Omit<Reconciler, 'catalog' | 'store'> & { readonly store: Store; readonly signal: AbortSignal };

/** An auditor of the store; none, with a line in the log, where somebody put tables of their own into the database. */
export async function auditorOf(base: Base, logger: Logger): Promise<Auditor | undefined> {
  try {
    const catalog = await readCatalog(base.store);
    return new Auditor({ reconciler: { ...base, catalog }, logger });
  } catch (error) {
    if (!(error instanceof UnknownTables)) throw error;
    logger.error('the store is not audited: it holds tables that are not ours', { tables: error.faults });
    return undefined;
  }
}
