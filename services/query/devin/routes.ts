import type { Store } from '../../../clickhouse/store';
import type { Route } from '../../platform/http/route';
import { activeUsers } from './active-users';
import { dau, mau, wau } from './active-users-series';
import { devinFamily } from './family';
import type { Question } from './question';

const QUESTIONS: readonly Question[] = [dau, wau, mau, activeUsers];

/** `GET /v3/enterprise/metrics/X` and `/v3/organizations/{org_id}/metrics/X` (contract 6). */
export function createDevinRoutes({ store }: { readonly store: Store }): Route[] {
  return QUESTIONS.flatMap((question) =>
    question.scopes.map((scope) => ({
      method: 'GET' as const,
      path: scope.pathOf(question.name),
      family: devinFamily,
      allows: scope.allows,
      cacheable: true,
      handle: (request) => question.answer(store, scope, request),
    })),
  );
}
