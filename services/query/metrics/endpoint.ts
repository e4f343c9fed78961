import type { Store } from '../../../clickhouse/store';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { mayAskAbout, mayAskSomething } from './access';
import { metricsFamily } from './family';

/** What the family's questions stand on. */
export interface MetricsContext {
  readonly store: Store;
  /** Signs page cursors; see loadCursorKey. */
  readonly cursorKey: string;
}

/** A GET below /v1/metrics for tokens that may see the organizations asked about (403 before any parameter is judged). */
export function metricsRoute(name: string, handle: (request: RouteRequest) => Promise<Answer>): Route {
  return {
    method: 'GET',
    path: `/v1/metrics/${name}`,
    family: metricsFamily,
    allows: mayAskSomething,
    cacheable: true,
    handle: async (request) =>
      mayAskAbout(request.principal, request.query) ? handle(request) : metricsFamily.forbidden(),
  };
}
