import type { Store } from '../../../clickhouse/store';
import { compareCodePoints } from '../code-point-order';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import { json } from '../../platform/http/answer';
import { acuNumber, type AcuSum, acuSum, type StoredAcus } from './acus';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope } from './scope';
import { type Selection, selectionParams } from './selection';
import { readTimeRange } from './time-range';

export interface Subcategory {
  readonly subcategory_id: string | null;
  readonly display_name: string;
  readonly sessions_count: number;
  readonly acus: number;
}

export interface Category {
  readonly category: string;
  readonly sessions_count: number;
  readonly acus: number;
  readonly subcategories: readonly Subcategory[];
}

const COLUMNS = columnsAt<Category>({
  category: 'text',
  sessions_count: 'integer',
  acus: 'number',
  subcategories: 'json',
});

interface SubcategoryRow extends StoredAcus {
  readonly category_name: string;
  readonly subcategory_id: string | null;
  /** Null if no session gives one. */
  readonly name: string | null;
  readonly sessions_count: string;
}

/** `GET /v3/enterprise/metrics/sessions-by-category`: `{categories: [...]}`, most sessions first (contract 6). */
export const sessionsByCategory: Question = {
  name: 'sessions-by-category',
  scopes: [enterpriseScope],
  async answer(store, scope, request) {
    const problems: Problem[] = [];
    const range = readTimeRange(request.query, problems);
    const organizations = scope.selectOrganizations(request, problems);
    const format = readFormat(request, problems);
    if (!range || !organizations || !format) return unprocessable(problems);

    const { tenant } = request.principal;
    const categories = await listCategories(store, { tenant, range, organizations }, request.signal);
    return answerInFormat(
      format,
      () => json(200, { categories }),
      () => ({ name: 'sessions-by-category', columns: COLUMNS, rows: categories }),
    );
  },
};

/** The categories of the sessions created in the range: most sessions first, then by name. */
export async function listCategories(
  store: Store,
  selection: Selection,
  signal: AbortSignal,
): Promise<Category[]> {
  const params = selectionParams(selection);
  const rows = params ? await store.query<SubcategoryRow>('devin/sessions-by-category', params, signal) : [];
  const byCategory = new Map<string, SubcategoryRow[]>();
  for (const row of rows) {
    byCategory.set(row.category_name, [...(byCategory.get(row.category_name) ?? []), row]);
  }
  return [...byCategory]
    .map(([category, members]) => ({
      category,
      sessions_count: members.reduce((sum, { sessions_count }) => sum + Number(sessions_count), 0),
      acus: acuNumber(members.reduce<AcuSum>((sum, row) => sum + acuSum(row), 0n)),
      subcategories: members.map(subcategory).sort(bySessionsThenName),
    }))
    .sort((a, b) => b.sessions_count - a.sessions_count || compareCodePoints(a.category, b.category));
}

function subcategory(row: SubcategoryRow): Subcategory {
  const id = row.subcategory_id;
  return {
    subcategory_id: id,
    display_name: id === null ? 'Other' : (row.name ?? id),
    sessions_count: Number(row.sessions_count),
    acus: acuNumber(acuSum(row)),
  };
}

/** Of equal names the one with the smaller id first, the one without an id last. */
function bySessionsThenName(a: Subcategory, b: Subcategory): number {
  return (
    b.sessions_count - a.sessions_count ||
    compareCodePoints(a.display_name, b.display_name) ||
    Number(a.subcategory_id === null) - Number(b.subcategory_id === null) ||
    compareCodePoints(a.subcategory_id ?? '', b.subcategory_id ?? '')
  );
}
