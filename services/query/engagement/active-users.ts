import type { Store } from '../../../clickhouse/store';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { activeDaysParams } from './active-days';
import { type CalendarDate, calendarDate } from './calendar-date';
import { checkDates } from './date-parameters';
import { dayOfInstant } from './day-of-instant';
import { success } from './family';
import { checkFormat } from './format-parameter';

/** Who was active on a day, by code point. */
export interface ActiveDay extends CalendarDate {
  readonly usersList: readonly string[];
  readonly users: number;
}

const COLUMNS = columnsAt<ActiveDay>({
  usersList: 'texts',
  users: 'integer',
  day: 'integer',
  month: 'integer',
  year: 'integer',
});

/**
 * `GET users/active-users?start&end`: `{month: [{usersList, users, day, month, year}], success}`, newest day first, only days
 * that anyone was active on; both ends are cut to UTC days and inclusive (contract 7).
 */
export async function activeUsers(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start', 'end']);
  if ('answer' in checked) return checked.answer;
  const checkedFormat = checkFormat(request);
  if ('answer' in checkedFormat) return checkedFormat.answer;
  const month = await listActiveDays(store, request.principal.tenant, checked.instants, request.signal);
  return answerInFormat(
    checkedFormat.format,
    () => success({ month }),
    () => ({ name: 'active-users', columns: COLUMNS, rows: month }),
  );
}

/** Bounds in Unix milliseconds. */
export async function listActiveDays(
  store: Store,
  tenant: string,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): Promise<ActiveDay[]> {
  if (start > end) return [];
  const params = activeDaysParams(tenant, { firstDay: dayOfInstant(start), lastDay: dayOfInstant(end) });
  if (!params) return [];
  const rows = await store.query<{ day: string; users: string[] }>('engagement/active-users', params, signal);
  return rows.map(({ day, users }) => ({ usersList: users, users: users.length, ...calendarDate(day) }));
}
