import type { Store } from '../../../clickhouse/store';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { mayRead } from '../../platform/principal';
import { notFound, Refused } from './errors';
import { appsFamily } from './family';
import { QueryReader } from './parameters/query-reader';
import { isUuid } from './parameters/uuid';

/** What the family's questions stand on. */
export interface AppsContext {
  readonly store: Store;
  /** Signs page cursors; see loadCursorKey. */
  readonly cursorKey: string;
}

/**
 * A GET below /v2/clients/{client_id}/analytics for tokens that may see this client (contract 3). The handler reads the
 * parameters and settles them (400), then looks for what the path names (404).
 */
export function appsRoute(
  path: string,
  handle: (request: RouteRequest, query: QueryReader) => Promise<Answer>,
): Route {
  return {
    method: 'GET',
    path: `/v2/clients/:client_id/analytics${path}`,
    family: appsFamily,
    allows: (principal, ids) =>
      principal.permissions.has('view-app-utilization') &&
      mayRead(principal.clients, (ids.client_id ?? '').toLowerCase()),
    cacheable: true,
    dependsOnStoreAlone: true,
    handle: async (request) => {
      const query = new QueryReader(request.query);
      const answer = await answered(() => handle(request, query));
      if (!query.usedDeprecatedName) return answer;
      return { ...answer, headers: { ...answer.headers, Deprecation: 'true' } };
    },
  };
}

/** A client or app id of the path, in lower case. */
export function pathId(request: RouteRequest, name: string): string {
  return (request.path[name] ?? '').toLowerCase();
}

/** Client and app ids that are no UUIDs name nothing: 404, once the parameters are settled (contract 8). */
export function requireUuids(ids: readonly string[], message: string): void {
  if (!ids.every(isUuid)) throw notFound(message);
}

async function answered(handle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}
