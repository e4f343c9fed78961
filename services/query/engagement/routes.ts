import type { Store } from '../../../clickhouse/store';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { activeUsers } from './active-users';
import { engagementFamily } from './family';
import { newUsers } from './new-users';

type Question = (store: Store, request: RouteRequest) => Promise<Answer>;

/** Paths below /api/v1/engagement-dashboard. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  'users/active-users': activeUsers,
  'users/new-users': newUsers,
};

/** `GET /api/v1/engagement-dashboard/...` (contract 7). */
export function createEngagementRoutes({ store }: { readonly store: Store }): Route[] {
  return Object.entries(QUESTIONS).map(([path, question]) => ({
    method: 'GET',
    path: `/api/v1/engagement-dashboard/${path}`,
    family: engagementFamily,
    allows: (principal) => principal.permissions.has('view-engagement-dashboard'),
    cacheable: true,
    handle: (request) => question(store, request),
  }));
}
