import type { Store } from '../../../clickhouse/store';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer, RouteRequest } from '../../platform/http/route';
import {
  DATE32_SPAN,
  dayOfIsoDate,
  type DaySpan,
  daysWithin,
  isoDate,
  spanOf,
  storableDays,
} from '../dates/storable-days';
import { type CalendarDate, calendarDate } from './calendar-date';
import { checkDates } from './date-parameters';
import { dayOfInstant } from './day-of-instant';
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
  const days = await readActiveDays(store, request.principal.tenant, checked.instants, request.signal);
  return answerInFormat(
    checkedFormat.format,
    () => ({ status: 200, body: `{"month":[${days.join(',')}],"success":true}` }),
    () => ({
      name: 'active-users',
      columns: COLUMNS,
      rows: days.map((day) => JSON.parse(day) as ActiveDay),
    }),
  );
}

/**
 * Each active day as JSON, newest first: the lists are long, so they are kept as they are sent. Bounds in Unix milliseconds. A user's
 * number is stored with their first event, so a day's names change only with what is written about the day.
 */
async function readActiveDays(
  store: Store,
  tenant: string,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): Promise<string[]> {
  const span =
    start <= end && storableDays({ firstDay: dayOfInstant(start), lastDay: dayOfInstant(end) }, DATE32_SPAN);
  if (!span) return [];
  const question = 'engagement/active-users';
  const days = isKept(span)
    ? await store.keptByBucket({ question, params: { tenant }, buckets: daysWithin(span) }, (missing) =>
        readDays(store, tenant, spanOf(missing), signal),
      )
    : await readDays(store, tenant, span, signal);
  return [...days]
    .sort(([one], [other]) => other - one)
    .flatMap(([, day]) => (typeof day === 'string' ? [day] : []));
}

/** Ten years: what is longer has more days without anybody than with. */
function isKept({ firstDay, lastDay }: DaySpan): boolean {
  return lastDay - firstDay < 3_660;
}

async function readDays(
  store: Store,
  tenant: string,
  { firstDay, lastDay }: DaySpan,
  signal: AbortSignal,
): Promise<Map<number, string>> {
  const params = { tenant, first_day: isoDate(firstDay), last_day: isoDate(lastDay) };
  const rows = await store.query<{ day: string; users: string[] }>('engagement/active-users', params, signal);
  return new Map(rows.map((row) => [dayOfIsoDate(row.day), dayAsJson(row)]));
}

function dayAsJson({ day, users }: { readonly day: string; readonly users: readonly string[] }): string {
  const active: ActiveDay = { usersList: users, users: users.length, ...calendarDate(day) };
  return JSON.stringify(active);
}
