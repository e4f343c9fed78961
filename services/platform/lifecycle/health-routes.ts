import { json } from '../http/answer';
import { machineFamily } from '../http/machine-family';
import type { PublicRoute } from '../http/route';
import { RETRY_AFTER_WHILE_STARTING_SECONDS } from '../policy';
import type { Readiness } from './readiness';

/**
 * `GET /healthz`: 200 as long as the process answers. `GET /readyz`: 200 when the service can do its work, else 503, with
 * `{status, checks}` saying what is missing (contract 9).
 */
export function healthRoutes(readiness: () => Promise<Readiness>): PublicRoute[] {
  const common = { method: 'GET', family: machineFamily, cacheable: false } as const;
  return [
    { ...common, path: '/healthz', handle: () => Promise.resolve(json(200, { status: 'ok' })) },
    {
      ...common,
      path: '/readyz',
      handle: async () => {
        const found = await readiness();
        if (found.status === 'ready') return json(200, found);
        return json(503, found, { 'Retry-After': String(RETRY_AFTER_WHILE_STARTING_SECONDS) });
      },
    },
  ];
}
