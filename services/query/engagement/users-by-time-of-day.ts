import type { Store } from '../../../clickhouse/store';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { type CalendarDate, calendarDate } from './calendar-date';
import { type CreationWindow, windowParams } from './creation-window';
import { checkDates } from './date-parameters';
import { success } from './family';

const MS_PER_HOUR = 3_600_000;

/** Distinct users present in a UTC hour, 0 to 23, of the date. */
export interface BusyHour extends CalendarDate {
  readonly users: number;
  readonly hour: number;
}

/**
 * `GET users/users-by-time-of-the-day-in-a-week?start&end`: `{week: [{users, hour, day, month, year}], success}`, newest
 * hour first, without hours that nobody was present in (contract 7). `start` and `end` are instants, both inclusive, between
 * which a session or search was created; the hours in which it made its user present may lie after `end`.
 */
export async function usersByTimeOfDay(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start', 'end']);
  if ('answer' in checked) return checked.answer;
  const window = { firstMs: checked.instants.start, lastMs: checked.instants.end };
  return success({ week: await listBusyHours(store, request.principal.tenant, window, request.signal) });
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
