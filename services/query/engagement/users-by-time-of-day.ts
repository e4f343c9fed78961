import type { Store } from '../../../clickhouse/store';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { type CalendarDate, calendarDate } from './calendar-date';
import { type CreationWindow, windowParams } from './creation-window';
import { checkDates } from './date-parameters';
import { success } from './family';
import { checkFormat } from './format-parameter';

const MS_PER_HOUR = 3_600_000;

/** Distinct users present in a UTC hour, 0 to 23, of the date. */
export interface BusyHour extends CalendarDate {
  readonly users: number;
  readonly hour: number;
}

const COLUMNS = columnsAt<BusyHour>({
  users: 'integer',
  hour: 'integer',
  day: 'integer',
  month: 'integer',
  year: 'integer',
});

/**
 * `GET users/users-by-time-of-the-day-in-a-week?start&end`: `{week: [{users, hour, day, month, year}], success}`, newest
 * hour first, without hours that nobody was present in (contract 7). `start` and `end` are instants, both inclusive, between
 * which a session or search was created; the hours in which it made its user present may lie after `end`.
 */
export async function usersByTimeOfDay(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start', 'end']);
  if ('answer' in checked) return checked.answer;
  const checkedFormat = checkFormat(request);
  if ('answer' in checkedFormat) return checkedFormat.answer;
  const window = { firstMs: checked.instants.start, lastMs: checked.instants.end };
  const week = await listBusyHours(store, request.principal.tenant, window, request.signal);
  return answerInFormat(
    checkedFormat.format,
    () => success({ week }),
    () => ({ name: 'users-by-time-of-day', columns: COLUMNS, rows: week }),
  );
}

export async function listBusyHours(
  store: Store,
  tenant: string,
  window: CreationWindow,
  signal: AbortSignal,
): Promise<BusyHour[]> {
  const params = windowParams(tenant, window);
  if (!params) return [];
  const rows = await store.query<{ hour: string; users: string }>('engagement/users-by-hour', params, signal);
  return rows.map(({ hour, users }) => {
    const instant = new Date(Number(hour) * MS_PER_HOUR).toISOString();
    return {
      users: Number(users),
      hour: Number(instant.slice(11, 13)),
      ...calendarDate(instant.slice(0, 10)),
    };
  });
}
