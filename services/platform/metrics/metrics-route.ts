import { machineFamily } from '../http/machine-family';
import type { Route } from '../http/route';
import type { Metrics } from './registry';

/** `GET /metrics`: every metric of the service in the Prometheus text format, for who may operate it. */
export function metricsRoute(metrics: Metrics): Route {
  return {
    method: 'GET',
    path: '/metrics',
    family: machineFamily,
    allows: (principal) => principal.permissions.has('operate'),
    cacheable: false,
    handle: async () => ({ status: 200, body: await metrics.metrics(), contentType: metrics.contentType }),
  };
}
