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

export interface BusyDay extends CalendarDate {
  readonly users: number;
}

const COLUMNS = columnsAt<BusyDay>({ users: 'integer', day: 'integer', month: 'integer', year: 'integer' });

/** The original's week: the day of `start` and the seven before it. */
const DAYS_BEFORE = 7;

/**
 * `GET users/chat-busier/weekly-data?start`: `{month: [{users, day, month, year}], success}`, the eight UTC days that end
 * with that of `start`, newest first, without days that nobody was active on (contract 7).
 */
export async function chatBusierDays(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start']);
  if ('answer' in checked) return checked.answer;
  const checkedFormat = checkFormat(request);
  if ('answer' in checkedFormat) return checkedFormat.answer;
  const month = await listBusyDays(store, request.principal.tenant, checked.instants.start, request.signal);
  return answerInFormat(
    checkedFormat.format,
    () => success({ month }),
    () => ({ name: 'chat-busier-days', columns: COLUMNS, rows: month }),
  );
}

/** `start` in Unix milliseconds. */
export async function listBusyDays(
  store: Store,
  tenant: string,
  start: number,
  signal: AbortSignal,
): Promise<BusyDay[]> {
  const lastDay = dayOfInstant(start);
  const params = activeDaysParams(tenant, { firstDay: lastDay - DAYS_BEFORE, lastDay });
  if (!params) return [];
  const rows = await store.query<{ day: string; users: string }>(
    'engagement/active-user-counts',
    params,
    signal,
  );
  return rows.map(({ day, users }) => ({ users: Number(users), ...calendarDate(day) }));
}
