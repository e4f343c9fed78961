import { json } from '../../platform/http/answer';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { isResourceId } from '../directory/resource-id';
import { answered } from '../request-failure';
import type { Eraser } from './eraser';

/**
 * `DELETE /v1/users/{user_id}`: removes a person of the token's tenant from everything. 200 with what was removed where, zeros
 * for one who is not there; 404 for what can be no user's id.
 */
export function erasureRoute(eraser: Eraser): Route {
  return {
    method: 'DELETE',
    path: '/v1/users/:user_id',
    family: machineFamily,
    allows: (principal) => principal.permissions.has('erase-users'),
    cacheable: false,
    handle: (request) => answered(() => erase(eraser, request)),
  };
}

async function erase(eraser: Eraser, { principal, path }: RouteRequest): Promise<Answer> {
  const userId = path.user_id;
  if (!isResourceId('user', userId)) return machineFamily.notFound();
  const { throughMs, removed } = await eraser.erase(principal.tenant, userId);
  return json(200, { erased_through: new Date(throughMs).toISOString(), removed });
}
