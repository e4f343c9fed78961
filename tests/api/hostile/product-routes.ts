import { migrate } from '../../../clickhouse/migrate';
import { openStore } from '../../../clickhouse/open-store';
import { createIngest } from '../../../services/ingest/service';
import type { Method } from '../../../services/platform/http/route';
import type { Part, PartFactory } from '../../../services/platform/lifecycle/part';
import { createLogger } from '../../../services/platform/logger';
import { createMetrics } from '../../../services/platform/metrics/registry';
import { createQuery } from '../../../services/query/service';
import { makeTempDir, removeDir } from '../../support/service';

export interface ProductRoute {
  readonly method: Method;
  /** With its parameters, such as /v1/clients/:client_id */
  readonly path: string;
  readonly family: string;
}

/** The endpoints that need a token, from the product's own tables, so that a new one is met by these tests too. */
export async function productRoutes(): Promise<ProductRoute[]> {
  const dataDir = await makeTempDir();
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store);
  const context = {
    store,
    dataDir,
    logger: createLogger('error'),
    metrics: createMetrics(),
    now: () => new Date(),
    hasOtherWriters: false,
  };
  const parts: Part[] = [];
  for (const create of [createIngest, createQuery] satisfies PartFactory[]) parts.push(await create(context));
  for (const part of parts) await part.stop?.();
  await store.close();
  await removeDir(dataDir);
  return parts
    .flatMap(({ routes }) => routes)
    .map(({ method, path, family }) => ({ method, path, family: family.name }));
}
