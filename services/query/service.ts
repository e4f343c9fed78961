import type { Store } from '../../clickhouse/store';
import type { Family, Route } from '../platform/http/route';
import { appsFamily, createAppsRoutes, loadCursorKey } from './apps';
import { createDirectoryRoutes } from './directory/routes';
import { devinFamily } from './devin/family';
import { createDevinRoutes } from './devin/routes';
import { engagementFamily } from './engagement/family';
import { createEngagementRoutes } from './engagement/routes';
import { createMetricsRoutes, metricsFamily } from './metrics';

/** The read side over a store whose migrations have run: every question of the API families. */
export async function createQuery({ store }: { readonly store: Store }): Promise<{ routes: Route[] }> {
  const cursorKey = await loadCursorKey(store);
  return {
    routes: [
      ...createDevinRoutes({ store }),
      ...createEngagementRoutes({ store }),
      ...createAppsRoutes({ store, cursorKey }),
      ...createMetricsRoutes({ store, cursorKey }),
      ...createDirectoryRoutes(store),
    ],
  };
}

createQuery.families = [devinFamily, engagementFamily, appsFamily, metricsFamily] satisfies Family[];
