import type { Store } from '../../../clickhouse/store';
import { answerFigures } from '../../platform/formats/figures-answer';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope, organizationScope } from './scope';
import type { Selection } from './selection';
import { filterParams, readSessionFilters, type SessionFilters } from './session-filters';
import { partsToRead } from './spans-to-read';
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
  const rows: Record<string, string>[] = [];
  for (const part of await partsToRead(store, 'sessions', selection, signal)) {
    const params = { ...part, ...filterParams(filters) };
    rows.push(...(await store.query<Record<string, string>>('devin/prs', params, signal)));
  }
  const sumOf = (name: string): number => rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
  return {
    prs_created_count: sumOf('created'),
    prs_opened_count: sumOf('opened'),
    prs_merged_count: sumOf('merged'),
    prs_closed_count: sumOf('closed'),
    prs_taken_over_count: sumOf('taken_over'),
    prs_taken_over_opened_count: sumOf('taken_over_opened'),
    prs_taken_over_merged_count: sumOf('taken_over_merged'),
    prs_taken_over_closed_count: sumOf('taken_over_closed'),
  };
}
