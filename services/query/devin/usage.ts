import type { Store } from '../../../clickhouse/store';
import { answerFigures } from '../../platform/formats/figures-answer';
import { type Problem, unprocessable } from './problems';
import { countPullRequests } from './pull-requests';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseOrganizationScope, enterpriseScope, organizationScope } from './scope';
import { countSearches } from './searches';
import type { Selection } from './selection';
import { NO_FILTERS } from './session-filters';
import { countCreatedSessions } from './sessions';
import { readTimeRangeOrThisMonth } from './time-range';

/** Pull requests without those that sessions took over. */
export interface Usage {
  readonly sessions_count: number;
  readonly searches_count: number;
  readonly prs_created_count: number;
  readonly prs_merged_count: number;
}

/**
 * `GET .../metrics/usage`, also `/v3/enterprise/organizations/{org_id}/metrics/usage`: four counts of a range whose bounds
 * are optional (contract 6).
 */
export const usage: Question = {
  name: 'usage',
  scopes: [enterpriseScope, organizationScope, enterpriseOrganizationScope],
  async answer(store, scope, request) {
    const problems: Problem[] = [];
    const range = readTimeRangeOrThisMonth(request.query, request.now, problems);
    const organizations = scope.selectOrganizations(request, problems);
    const format = readFormat(request, problems);
    if (!range || !organizations || !format) return unprocessable(problems);

    const { tenant } = request.principal;
    const selection = { tenant, range, organizations };
    return answerFigures(format, 'usage', await countUsage(store, selection, request.signal));
  },
};

export async function countUsage(store: Store, selection: Selection, signal: AbortSignal): Promise<Usage> {
  const [created, { prs_created_count, prs_merged_count }] = await Promise.all([
    countCreated(store, selection, signal),
    countPullRequests(store, selection, NO_FILTERS, signal),
  ]);
  return { ...created, prs_created_count, prs_merged_count };
}

/** One after the other: a question that asks the store for three things at once waits for itself. */
async function countCreated(
  store: Store,
  selection: Selection,
  signal: AbortSignal,
): Promise<Pick<Usage, 'sessions_count' | 'searches_count'>> {
  const { sessions_created_count } = await countCreatedSessions(store, selection, NO_FILTERS, signal);
  const { searches_created_count } = await countSearches(store, selection, signal);
  return { sessions_count: sessions_created_count, searches_count: searches_created_count };
}
