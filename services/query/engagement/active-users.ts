import type { Store } from '../../../clickhouse/store';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { DATE32_SPAN, isoDate, storableDays } from '../dates/storable-days';
import { checkDates } from './date-parameters';
import { dayOfInstant } from './day-of-instant';
import { success } from './family';

/**
 * `GET users/active-users?start&end`: `{month: [{usersList, users, day, month, year}], success}`, newest day first, only days
 * that anyone was active on; both ends are cut to UTC days and inclusive (contract 7).
 */
export async function activeUsers(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start', 'end']);
  if ('answer' in checked) return checked.answer;
  const { start, end } = checked.instants;
  const span = { firstDay: dayOfInstant(start), lastDay: dayOfInstant(end) };
  const days = start > end ? null : storableDays(span, DATE32_SPAN);
  if (!days) return success({ month: [] });

  const firstDay = isoDate(days.firstDay);
  const lastDay = isoDate(days.lastDay);
  const rows = await store.query<{ day: string; users: string[] }>(
    'engagement/active-users',
    {
      tenant: request.principal.tenant,
      first_month: firstOfMonth(firstDay),
      last_month: firstOfMonth(lastDay),
      first_day: firstDay,
      last_day: lastDay,
    },
    request.signal,
  );
  return success({ month: rows.map(({ day, users }) => entry(day, users)) });
}

function entry(isoDay: string, users: readonly string[]): Readonly<Record<string, unknown>> {
  const [year, month, day] = isoDay.split('-').map(Number);
  return { usersList: users, users: users.length, day, month, year };
}

function firstOfMonth(isoDay: string): string {
  return `${isoDay.slice(0, 7)}-01`;
}
