import type { Store } from '../../../clickhouse/store';
import { answerFigures } from '../../platform/formats/figures-answer';
import { acuSum, averageAcus, type StoredAcus } from './acus';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope, organizationScope } from './scope';
import { type Selection, selectionParams } from './selection';
import { filterParams, readSessionFilters, type SessionFilters } from './session-filters';
import { readTimeRange } from './time-range';

const SIZES = ['xs', 's', 'm', 'l', 'xl'] as const;
/** The origins that are shown; sessions of others, and of none, are in the total alone. */
const ORIGINS = ['webapp', 'slack', 'teams', 'api', 'linear', 'jira', 'automation', 'desktop'] as const;

type Size = (typeof SIZES)[number];
type Origin = (typeof ORIGINS)[number];

export interface SessionCounts {
  readonly sessions_created_count: number;
  /** Over the sessions that carry any, to 2 decimals. */
  readonly avg_acus_per_session: number;
  readonly sessions_created_with_playbook_count: number;
  readonly sessions_created_with_search_count: number;
  readonly sessions_with_merged_prs_count: number;
  readonly sessions_created_by_size: Readonly<Record<Size, number>>;
  readonly sessions_with_merged_prs_by_size: Readonly<Record<Size, number>>;
  readonly sessions_created_by_origin: Readonly<Record<Origin, number>>;
}

/** Counts travel as digits. */
interface SizesRow extends Readonly<Record<`size_${Size}`, string>> {
  readonly sessions_count: string;
}

interface SessionsRow extends SizesRow, StoredAcus, Readonly<Record<`origin_${Origin}`, string>> {
  readonly with_playbook: string;
  readonly with_search: string;
  readonly with_acus: string;
}

/** `GET .../metrics/sessions`: one object of counts, every size and origin listed (contract 6). */
export const sessions: Question = {
  name: 'sessions',
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
    const counts = await countSessions(store, selection, filters, request.signal);
    return answerFigures(format, 'sessions', counts, ['avg_acus_per_session']);
  },
};

/** The sessions created in the range, each as its newest version says. */
export async function countSessions(
  store: Store,
  selection: Selection,
  filters: SessionFilters,
  signal: AbortSignal,
): Promise<SessionCounts> {
  const bounds = selectionParams(selection);
  const params = bounds && { ...bounds, ...filterParams(filters) };
  const [[created], [merged]] = params
    ? await Promise.all([
        store.query<SessionsRow>('devin/sessions', params, signal),
        store.query<SizesRow>('devin/sessions-with-merged-prs', params, signal),
      ])
    : [[], []];
  return {
    sessions_created_count: Number(created?.sessions_count ?? 0),
    avg_acus_per_session: created ? averageAcus(acuSum(created), Number(created.with_acus)) : 0,
    sessions_created_with_playbook_count: Number(created?.with_playbook ?? 0),
    sessions_created_with_search_count: Number(created?.with_search ?? 0),
    sessions_with_merged_prs_count: Number(merged?.sessions_count ?? 0),
    sessions_created_by_size: countsBy(SIZES, (size) => created?.[`size_${size}`]),
    sessions_with_merged_prs_by_size: countsBy(SIZES, (size) => merged?.[`size_${size}`]),
    sessions_created_by_origin: countsBy(ORIGINS, (origin) => created?.[`origin_${origin}`]),
  };
}

function countsBy<Name extends string>(
  names: readonly Name[],
  countOf: (name: Name) => string | undefined,
): Readonly<Record<Name, number>> {
  const counts = names.map((name) => [name, Number(countOf(name) ?? 0)] as const);
  return Object.fromEntries(counts) as Record<Name, number>;
}
