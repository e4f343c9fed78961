import type { Facts } from '../facts';
import { appFigures } from './app-figures';
import { appRef } from './app-ref';
import { inComparison, inPrimary, periodOf } from './period';
import type { PeriodQuestion } from './period';
import { inDepartments } from './user-ref';

export interface AppQuestion extends PeriodQuestion {
  readonly client_id: string;
  readonly app_id: string;
  readonly department_ids?: readonly string[];
}

/** `apps/{app_id}/utilization`: one app, whether it was used or not. */
export function appDetail(facts: Facts, question: AppQuestion): object {
  const clientId = question.client_id.toLowerCase();
  const appId = question.app_id.toLowerCase();
  const period = periodOf(question);
  const belongs = inDepartments(facts, clientId, question.department_ids);
  const usage = facts.usedDates.filter(
    (used) => used.clientId === clientId && used.appId === appId && belongs(used.userId),
  );
  const inCompared = inComparison(period);
  const figures = appFigures(usage.filter(inPrimary(period)), inCompared && usage.filter(inCompared));
  return { period, app: appRef(facts, clientId, appId), ...figures };
}
