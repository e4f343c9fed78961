import type { Store } from '../../../clickhouse/store';
import { compareCodePoints } from '../code-point-order';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import { json } from '../../platform/http/answer';
import { acuNumber, type AcuSum, acuSum, type StoredAcus } from './acus';
import { readDayByDay } from './day-by-day';
import { type Problem, unprocessable } from './problems';
import type { Question } from './question';
import { readFormat } from './read-format';
import { enterpriseScope } from './scope';
import type { Selection } from './selection';
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

/** Of the sessions created on one day. */
interface SubcategoryRow extends StoredAcus {
  readonly day: string;
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
  const days = await readDayByDay<SubcategoryRow>(
    store,
    { question: 'devin/sessions-by-category', facts: 'sessions', selection },
    signal,
  );
  const byCategory = new Map<string, Map<string | null, Totals>>();
  for (const row of days) {
    const members = byCategory.get(row.category_name) ?? new Map<string | null, Totals>();
    byCategory.set(row.category_name, members);
    members.set(row.subcategory_id, added(members.get(row.subcategory_id) ?? NOTHING, row));
  }
  return [...byCategory]
    .map(([category, members]) => {
      const { sessions, acus } = [...members.values()].reduce(together, NOTHING);
      const subcategories = [...members].map(([id, totals]) => subcategory(id, totals));
      return {
        category,
        sessions_count: sessions,
        acus: acuNumber(acus),
        subcategories: subcategories.sort(bySessionsThenName),
      };
    })
    .sort((a, b) => b.sessions_count - a.sessions_count || compareCodePoints(a.category, b.category));
}

/** Of the days until one. */
interface Totals {
  readonly sessions: number;
  readonly acus: AcuSum;
  readonly name: string | null;
}

const NOTHING: Totals = { sessions: 0, acus: 0n, name: null };

function added(before: Totals, row: SubcategoryRow): Totals {
  return together(before, { sessions: Number(row.sessions_count), acus: acuSum(row), name: row.name });
}

/** The later days' name stands, if they give one. */
function together(earlier: Totals, later: Totals): Totals {
  return {
    sessions: earlier.sessions + later.sessions,
    acus: earlier.acus + later.acus,
    name: later.name ?? earlier.name,
  };
}

function subcategory(id: string | null, { sessions, acus, name }: Totals): Subcategory {
  return {
    subcategory_id: id,
    display_name: id === null ? 'Other' : (name ?? id),
    sessions_count: sessions,
    acus: acuNumber(acus),
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
