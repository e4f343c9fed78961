import type { Store } from '../../clickhouse/store';
import type { Family, Route } from '../platform/http/route';
import { appsFamily, createAppsRoutes, loadCursorKey } from './apps';
import { createDirectoryRoutes } from './directory/routes';
import { devinFamily } from './devin/family';
import { createDevinRoutes } from './devin/routes';
import { engagementFamily } from './engagement/family';
import { createEngagementRoutes } from './engagement/routes';
import { createMetricsRoutes, metricsFamily } from './metrics';

/** Every question of the API families, and the families themselves for unknown paths below their prefixes. */
export interface QueryService {
  readonly routes: Route[];
  readonly families: Family[];
}

/** The read side over a store whose migrations have run. */
export async function createQuery({ store }: { readonly store: Store }): Promise<QueryService> {
  const cursorKey = await loadCursorKey(store);
  return {
    routes: [
      ...createDevinRoutes({ store }),
      ...createEngagementRoutes({ store }),
      ...createAppsRoutes({ store, cursorKey }),
      ...createMetricsRoutes({ store, cursorKey }),
      ...createDirectoryRoutes(store),
    ],
    families: [devinFamily, engagementFamily, appsFamily, metricsFamily],
  };
}
