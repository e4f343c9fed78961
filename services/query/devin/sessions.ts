import type { Store } from '../../../clickhouse/store';
import { answerFigures } from '../../platform/formats/figures-answer';
import { type AcuSum, acuSum, averageAcus, type StoredAcus } from './acus';
import { readDayByDay } from './day-by-day';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope, organizationScope } from './scope';
import type { Selection } from './selection';
import { filterParams, readSessionFilters, type SessionFilters } from './session-filters';
import { partsToRead } from './spans-to-read';
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

/** Of the sessions created on one day. */
interface SessionsRow extends SizesRow, StoredAcus, Readonly<Record<`origin_${Origin}`, string>> {
  readonly day: string;
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

type CreatedSessions = Omit<
  SessionCounts,
  'sessions_with_merged_prs_count' | 'sessions_with_merged_prs_by_size'
>;

/** The sessions created in the range, each as its newest version says. */
export async function countSessions(
  store: Store,
  selection: Selection,
  filters: SessionFilters,
  signal: AbortSignal,
): Promise<SessionCounts> {
  const [created, merged] = await Promise.all([
    countCreatedSessions(store, selection, filters, signal),
    readMerged(store, selection, filters, signal),
  ]);
  return {
    ...created,
    sessions_with_merged_prs_count: sumOf(merged, ({ sessions_count }) => sessions_count),
    sessions_with_merged_prs_by_size: countsBy(SIZES, merged, (row, size) => row[`size_${size}`]),
  };
}

/** Likewise, without what other sessions' pull requests decide. */
export async function countCreatedSessions(
  store: Store,
  selection: Selection,
  filters: SessionFilters,
  signal: AbortSignal,
): Promise<CreatedSessions> {
  const days = await readDayByDay<SessionsRow>(
    store,
    { question: 'devin/sessions', facts: 'sessions', selection, filters: filterParams(filters) },
    signal,
  );
  const acus = days.reduce<AcuSum>((sum, row) => sum + acuSum(row), 0n);
  const withAcus = sumOf(days, ({ with_acus }) => with_acus);
  return {
    sessions_created_count: sumOf(days, ({ sessions_count }) => sessions_count),
    avg_acus_per_session: averageAcus(acus, withAcus),
    sessions_created_with_playbook_count: sumOf(days, ({ with_playbook }) => with_playbook),
    sessions_created_with_search_count: sumOf(days, ({ with_search }) => with_search),
    sessions_created_by_size: countsBy(SIZES, days, (row, size) => row[`size_${size}`]),
    sessions_created_by_origin: countsBy(ORIGINS, days, (row, origin) => row[`origin_${origin}`]),
  };
}

/** Which pull requests are merged any session may decide, of whatever day: nothing is kept by day here. */
async function readMerged(
  store: Store,
  selection: Selection,
  filters: SessionFilters,
  signal: AbortSignal,
): Promise<SizesRow[]> {
  const rows: SizesRow[] = [];
  for (const part of await partsToRead(store, 'sessions', selection, signal)) {
    const params = { ...part, ...filterParams(filters) };
    rows.push(...(await store.query<SizesRow>('devin/sessions-with-merged-prs', params, signal)));
  }
  return rows;
}

function sumOf<Row>(rows: readonly Row[], digitsOf: (row: Row) => string): number {
  return rows.reduce((sum, row) => sum + Number(digitsOf(row)), 0);
}

function countsBy<Name extends string, Row>(
  names: readonly Name[],
  rows: readonly Row[],
  digitsOf: (row: Row, name: Name) => string,
): Readonly<Record<Name, number>> {
  const counts = names.map((name) => [name, sumOf(rows, (row) => digitsOf(row, name))] as const);
  return Object.fromEntries(counts) as Record<Name, number>;
}
