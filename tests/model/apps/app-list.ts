import type { Facts } from '../facts';
import type { UsedDate } from '../used-dates';
import { appFigures } from './app-figures';
import type { AppFigures } from './app-figures';
import { appRef } from './app-ref';
import type { AppRef } from './app-ref';
import { inComparison, inPrimary, periodOf } from './period';
import type { Period, PeriodQuestion } from './period';
import { sortRows } from './sorting';
import type { SortOrder } from './sorting';
import { inDepartments } from './user-ref';

const KEYS = {
  canonical_name: ({ app }: AppListRow) => app.canonical_name.toLowerCase(),
  unique_users: (row: AppListRow) => row.unique_users.value,
  active_time: (row: AppListRow) => row.active_time_ms.value,
  avg_time: (row: AppListRow) => row.avg_time_ms_per_day.value,
  session_count: (row: AppListRow) => row.session_count.value,
  unique_users_change: (row: AppListRow) => row.unique_users.change_pct,
  active_time_change: (row: AppListRow) => row.active_time_ms.change_pct,
  avg_time_change: (row: AppListRow) => row.avg_time_ms_per_day.change_pct,
  session_count_change: (row: AppListRow) => row.session_count.change_pct,
} as const;

export type AppListSort = keyof typeof KEYS;
export const APP_LIST_SORTS = Object.keys(KEYS) as AppListSort[];

export interface AppListQuestion extends PeriodQuestion {
  readonly client_id: string;
  readonly department_ids?: readonly string[];
  readonly filter?: 'discovered' | 'dropped_off';
  readonly q?: string;
  readonly is_approved?: boolean;
  readonly is_favorite?: boolean;
  readonly sort_by?: AppListSort;
  readonly sort_order?: SortOrder;
}

export type AppListRow = { readonly app: AppRef } & AppFigures;

export interface AppListBody {
  readonly period: Period;
  readonly data: readonly AppListRow[];
  readonly total_count: number;
  readonly next_cursor: null;
}

/** `apps/utilization`, the whole list. */
export function appList(facts: Facts, question: AppListQuestion): AppListBody {
  const clientId = question.client_id.toLowerCase();
  const period = periodOf(question);
  const inCompared = inComparison(period);
  const belongs = inDepartments(facts, clientId, question.department_ids);
  const ofClient = facts.usedDates.filter((used) => used.clientId === clientId);

  const rows = [...new Set(ofClient.map(({ appId }) => appId))].flatMap((appId): AppListRow[] => {
    const everyones = ofClient.filter((used) => used.appId === appId);
    const usage = everyones.filter(({ userId }) => belongs(userId));
    const app = appRef(facts, clientId, appId);
    if (!isListed(usage, everyones, period, question) || !passes(app, question)) return [];
    return [{ app, ...appFigures(usage.filter(inPrimary(period)), inCompared && usage.filter(inCompared)) }];
  });
  const { sort_by = 'canonical_name', sort_order = sort_by === 'canonical_name' ? 'asc' : 'desc' } = question;
  const data = sortRows(rows, sort_order, (row) => ({
    key: KEYS[sort_by](row),
    name: row.app.canonical_name,
    id: row.app.id,
  }));
  return { period, data, total_count: data.length, next_cursor: null };
}

/** First use is asked of everybody, also where departments narrow the list. */
function isListed(
  usage: readonly UsedDate[],
  everyones: readonly UsedDate[],
  period: Period,
  { filter }: AppListQuestion,
): boolean {
  const isUsed = usage.some(inPrimary(period));
  const wasUsedBefore = (used: UsedDate): boolean => used.date < period.start_date;
  if (filter === 'dropped_off') return !isUsed && usage.some(wasUsedBefore);
  if (filter === 'discovered') return isUsed && !everyones.some(wasUsedBefore);
  return isUsed;
}

export function passes(
  app: AppRef,
  { q, is_approved, is_favorite }: Pick<AppListQuestion, 'q' | 'is_approved' | 'is_favorite'>,
): boolean {
  return (
    (q === undefined || folded(app.canonical_name).includes(folded(q))) &&
    (is_approved === undefined || app.is_approved === is_approved) &&
    (is_favorite === undefined || app.is_favorite === is_favorite)
  );
}

/** Whatever the case; a sigma is the same at a word's end as within it. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
