import type { Store } from '../../../clickhouse/store';
import { answerActiveUsers } from './active-users-answer';
import { activeUsersJson } from './active-users-json';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope, type Organizations, organizationParams, organizationScope } from './scope';
import { readThresholds, type Thresholds } from './thresholds';
import { readTimeRange, type TimeRange } from './time-range';
import { countUsersInRange } from './users-in-range';
import { wholeDaysAndEdges } from './whole-days-and-edges';

/**
 * `GET .../metrics/active-users`: one `{start_time, end_time, active_users}` for the whole range, exact to the second;
 * `start_time` and `end_time` echo the range (contract 6).
 */
export const activeUsers: Question = {
  name: 'active-users',
  scopes: [enterpriseScope, organizationScope],
  async answer(store, scope, request) {
    const problems: Problem[] = [];
    const range = readTimeRange(request.query, problems);
    const organizations = scope.selectOrganizations(request, problems);
    const thresholds = readThresholds(request.query, problems);
    const format = readFormat(request, problems);
    if (!range || !organizations || !thresholds || !format) return unprocessable(problems);

    const tenant = request.principal.tenant;
    const count = await countUsers(store, { tenant, range, organizations, thresholds }, request.signal);
    const entry = { startTime: range.timeAfter, endTime: range.timeBefore, activeUsers: count };
    return answerActiveUsers(format, 'active-users', [entry], () => activeUsersJson(entry));
  },
};

async function countUsers(
  store: Store,
  asked: {
    readonly tenant: string;
    readonly range: TimeRange;
    readonly organizations: Organizations;
    readonly thresholds: Thresholds;
  },
  signal: AbortSignal,
): Promise<string> {
  const days = wholeDaysAndEdges(asked.range);
  if (!days) return '0';
  const count = await countUsersInRange(
    store,
    {
      tenant: asked.tenant,
      ...organizationParams(asked.organizations),
      // A span that ends before it begins holds no day.
      first_whole_day: days.wholeDays?.first ?? '1970-01-02',
      last_whole_day: days.wholeDays?.last ?? '1970-01-01',
      ragged_days: days.raggedDays,
      time_after: days.timeAfter,
      time_before: days.timeBefore,
    },
    asked.thresholds,
    signal,
  );
  return String(count);
}
