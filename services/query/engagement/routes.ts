import type { Store } from '../../../clickhouse/store';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { activeUsers } from './active-users';
import { chatBusierDays } from './chat-busier-days';
import { chatBusierHours } from './chat-busier-hours';
import { engagementFamily } from './family';
import { newUsers } from './new-users';
import { usersByTimeOfDay } from './users-by-time-of-day';

type Question = (store: Store, request: RouteRequest) => Promise<Answer>;

/** Paths below /api/v1/engagement-dashboard. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  'users/active-users': activeUsers,
  'users/new-users': newUsers,
  'users/users-by-time-of-the-day-in-a-week': usersByTimeOfDay,
  'users/chat-busier/hourly-data': chatBusierHours,
  'users/chat-busier/weekly-data': chatBusierDays,
};

/** `GET /api/v1/engagement-dashboard/...` (contract 7). */
export function createEngagementRoutes({ store }: { readonly store: Store }): Route[] {
  return Object.entries(QUESTIONS).map(([path, question]) => ({
    method: 'GET',
    path: `/api/v1/engagement-dashboard/${path}`,
    family: engagementFamily,
    allows: (principal) => principal.permissions.has('view-engagement-dashboard'),
    cacheable: true,
    dependsOnStoreAlone: true,
    handle: (request) => question(store, request),
  }));
}
