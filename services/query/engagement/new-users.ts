import type { Store } from '../../../clickhouse/store';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { DATE32_SPAN, dayOfIsoDate, isoDate, storableDays } from '../dates/storable-days';
import { checkDates } from './date-parameters';
import { success } from './family';
import { checkFormat } from './format-parameter';
import { type DayCount, type Period, periodFigures, type PeriodFigures, periodOf } from './period';

interface DayOfNewUsers {
  readonly day: string;
  readonly users: number;
}

const COLUMNS = columnsAt<DayOfNewUsers>({ day: 'text', users: 'integer' });

const NOTHING: PeriodFigures = {
  days: [],
  period: { count: 0, variation: 0 },
  yesterday: { count: 0, variation: 0 },
};

/**
 * `GET users/new-users?start&end`: `{days: [{day, users}], period, yesterday, success}`. A user is new on the day of the first
 * activity ever recorded for them, whenever it was sent (contract 7).
 */
export async function newUsers(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start', 'end']);
  if ('answer' in checked) return checked.answer;
  const checkedFormat = checkFormat(request);
  if ('answer' in checkedFormat) return checkedFormat.answer;
  const { tenant } = request.principal;
  const figures = await newUserFigures(store, tenant, checked.instants, request.signal);
  const days = figures.days.map(({ day, count }) => ({ day: `${isoDate(day)}T00:00:00.000Z`, users: count }));
  return answerInFormat(
    checkedFormat.format,
    () => success({ days, period: figures.period, yesterday: figures.yesterday }),
    () => ({ name: 'new-users', columns: COLUMNS, rows: days }),
  );
}

/** Bounds in Unix milliseconds. */
export async function newUserFigures(
  store: Store,
  tenant: string,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): Promise<PeriodFigures> {
  const period = periodOf(start, end);
  return period ? periodFigures(period, await countNewUsers(store, tenant, period, signal)) : NOTHING;
}

/** The days of both periods on which anyone was new. */
async function countNewUsers(
  store: Store,
  tenant: string,
  period: Period,
  signal: AbortSignal,
): Promise<DayCount[]> {
  const days = storableDays({ firstDay: period.previousFirstDay, lastDay: period.lastDay }, DATE32_SPAN);
  if (!days) return [];
  const rows = await store.query<{ day: string; users: string }>(
    'engagement/new-users',
    { tenant, first_day: isoDate(days.firstDay), last_day: isoDate(days.lastDay) },
    signal,
  );
  return rows.map(({ day, users }) => ({ day: dayOfIsoDate(day), count: Number(users) }));
}
