import type { Route } from '../../platform/http/route';
import type { AppsContext } from './endpoint';
import { usersOfApp } from './questions/users-of-app';

/** The app utilization family below /v2/clients/{client_id}/analytics (contract 8). */
export function createAppsRoutes(context: AppsContext): Route[] {
  return [usersOfApp(context)];
}
