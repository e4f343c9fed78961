import type { Route } from '../../platform/http/route';
import type { AppsContext } from './endpoint';
import { appActivity } from './questions/app-activity';
import { appTotals } from './questions/app-totals';
import { appsOfClient } from './questions/apps-of-client';
import { appsOfUser } from './questions/apps-of-user';
import { usersOfApp } from './questions/users-of-app';

/** The app utilization family below /v2/clients/{client_id}/analytics (contract 8). */
export function createAppsRoutes(context: AppsContext): Route[] {
  return [appsOfClient, appTotals, appActivity, usersOfApp, appsOfUser].map((question) => question(context));
}
