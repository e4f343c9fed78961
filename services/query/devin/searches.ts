import type { Store } from '../../../clickhouse/store';
import { answerFigures } from '../../platform/formats/figures-answer';
import { readDayByDay } from './day-by-day';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope, organizationScope } from './scope';
import type { Selection } from './selection';
import { readTimeRange } from './time-range';

export interface SearchCounts {
  readonly searches_created_count: number;
}

/** `GET .../metrics/searches`: `{searches_created_count}` of the range (contract 6). */
export const searches: Question = {
  name: 'searches',
  scopes: [enterpriseScope, organizationScope],
  async answer(store, scope, request) {
    const problems: Problem[] = [];
    const range = readTimeRange(request.query, problems);
    const organizations = scope.selectOrganizations(request, problems);
    const format = readFormat(request, problems);
    if (!range || !organizations || !format) return unprocessable(problems);

    const { tenant } = request.principal;
    const selection = { tenant, range, organizations };
    return answerFigures(format, 'searches', await countSearches(store, selection, request.signal));
  },
};

/** A search counts where and when it was created. */
export async function countSearches(
  store: Store,
  selection: Selection,
  signal: AbortSignal,
): Promise<SearchCounts> {
  const days = await readDayByDay<{ day: string; searches_count: string }>(
    store,
    { question: 'devin/searches', facts: 'searches', selection },
    signal,
  );
  return {
    searches_created_count: days.reduce((sum, { searches_count }) => sum + Number(searches_count), 0),
  };
}
