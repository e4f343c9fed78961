import type { Store } from '../../../clickhouse/store';
import { answerFigures } from '../../platform/formats/figures-answer';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope, organizationScope } from './scope';
import { type Selection, selectionParams } from './selection';
import { filterParams, readSessionFilters, type SessionFilters } from './session-filters';
import { readTimeRange } from './time-range';

/** Pull requests by their state now; those that sessions took over are counted apart, in the second half. */
export interface PullRequestCounts {
  readonly prs_created_count: number;
  readonly prs_opened_count: number;
  readonly prs_merged_count: number;
  readonly prs_closed_count: number;
  readonly prs_taken_over_count: number;
  readonly prs_taken_over_opened_count: number;
  readonly prs_taken_over_merged_count: number;
  readonly prs_taken_over_closed_count: number;
}

/** `GET .../metrics/prs`: one object of counts; created = opened + merged + closed (contract 6). */
export const prs: Question = {
  name: 'prs',
  scopes: [enterpriseScope, organizationScope],
  async answer(store, scope, request) {
    const problems: Problem[] = [];
    const range = readTimeRange(request.query, problems);
    const organizations = scope.selectOrganizations(request, problems);
    const filters = readSessionFilters(request.query, problems);
    const format = readFormat(request, problems);
    if (!range || !organizations || !filters || !format) return unprocessable(problems);

    const { tenant } = request.principal;
    const selection = { tenant, range, organizations };
    return answerFigures(format, 'prs', await countPullRequests(store, selection, filters, request.signal));
  },
};

/** The pull requests created in the range, one by their id in the tenant, as the newest session that names each says. */
export async function countPullRequests(
  store: Store,
  selection: Selection,
  filters: SessionFilters,
  signal: AbortSignal,
): Promise<PullRequestCounts> {
  const params = selectionParams(selection);
  const [row] = params
    ? await store.query<Record<string, string>>('devin/prs', { ...params, ...filterParams(filters) }, signal)
    : [];
  return {
    prs_created_count: Number(row?.created ?? 0),
    prs_opened_count: Number(row?.opened ?? 0),
    prs_merged_count: Number(row?.merged ?? 0),
    prs_closed_count: Number(row?.closed ?? 0),
    prs_taken_over_count: Number(row?.taken_over ?? 0),
    prs_taken_over_opened_count: Number(row?.taken_over_opened ?? 0),
    prs_taken_over_merged_count: Number(row?.taken_over_merged ?? 0),
    prs_taken_over_closed_count: Number(row?.taken_over_closed ?? 0),
  };
}
