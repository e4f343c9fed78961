import type { Store } from '../../../clickhouse/store';
import type { Route } from '../../platform/http/route';
import { activeUsers } from './active-users';
import { dau, mau, wau } from './active-users-series';
import { devinFamily } from './family';
import { prs } from './pull-requests';
import type { Question } from './question';
import { searches } from './searches';
import { sessions } from './sessions';
import { sessionsByCategory } from './sessions-by-category';
import { usage } from './usage';

const QUESTIONS: readonly Question[] = [
  dau,
  wau,
  mau,
  activeUsers,
  usage,
  sessions,
  searches,
  prs,
  sessionsByCategory,
];

/**
 * `GET /v3/enterprise/metrics/X`, `/v3/organizations/{org_id}/metrics/X` and, for usage alone,
 * `/v3/enterprise/organizations/{org_id}/metrics/usage` (contract 6).
 */
export function createDevinRoutes({ store }: { readonly store: Store }): Route[] {
  return QUESTIONS.flatMap((question) =>
    question.scopes.map((scope) => ({
      method: 'GET' as const,
      path: scope.pathOf(question.name),
      family: devinFamily,
      allows: scope.allows,
      cacheable: true,
      dependsOnStoreAlone: question !== usage,
      handle: (request) => question.answer(store, scope, request),
    })),
  );
}
