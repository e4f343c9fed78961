import type { QueryParams, Store } from '../../../clickhouse/store';
import { spanOfDates } from '../dates/storable-days';
import { compared, sortFigures, textOf } from './compared';
import { type PlacedRow, sortNumber } from './sorted-page';
import { readUsersByWeek, type UsedDays } from './weeks-of-app';
import { comparedPeriod } from './parameters/period';
import type { PageRequest } from './parameters/page-request';
import type { UserRefRow } from './references/user-ref';

/** A row of clickhouse/queries/apps/users-of-app.sql, without what only a page says. */
export interface UserOfAppRow extends UserRefRow, PlacedRow {
  readonly avg_time_ms: string;
  readonly avg_time_compare_ms: string | null;
  readonly avg_time_change_tenths: string | null;
  readonly days_active: string;
}

export interface UsersOfAppParams extends QueryParams {
  readonly tenant: string;
  readonly client_id: string;
  readonly app_id: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly compare_start_date: string | null;
  readonly compare_end_date: string | null;
  readonly department_ids: readonly string[];
}

interface Person {
  readonly user_id: string;
  readonly username: string;
  readonly sort_name: string;
  readonly user_key: string;
  readonly department_ids: readonly string[];
}

type LastSeen = Pick<UserRefRow, 'user_id' | 'desktop_at_ms' | 'web_at_ms'> & { readonly lower_id: string };

/** More people's ids would make statements that take longer to read than the answer to compute. */
const MOST_USERS = 5_000;
/** A server takes them in an address of at most 1 MiB. */
const MOST_ENCODED_CHARACTERS = 500_000;

/**
 * All users of an app in a period, unless they are more than fit into a statement: then undefined. Small questions side by side, of
 * which what is old is kept, are answered sooner than the one that sorts and pages.
 */
export async function readUsersOfApp(
  store: Store,
  params: UsersOfAppParams,
  page: PageRequest,
  signal: AbortSignal,
): Promise<UserOfAppRow[] | undefined> {
  const { tenant, client_id, app_id, department_ids } = params;
  const periods = comparedPeriod(params);
  const [used, before] = await Promise.all(
    [
      spanOfDates(periods.start_date, periods.end_date),
      spanOfDates(periods.compare_start_date, periods.compare_end_date),
    ].map((span) => readUsersByWeek(store, { tenant, client_id, app_id }, span, signal)),
  );
  if (!used || !before || used.size > MOST_USERS) return undefined;
  if (used.size === 0) return [];
  // In one order, whichever the engine found them in: it is what the answers are kept under.
  const user_ids = [...used.keys()].sort();
  if (encodeURIComponent(user_ids.join()).length > MOST_ENCODED_CHARACTERS) return undefined;
  const client = { tenant, client_id, user_ids };
  const [people, seen] = await Promise.all([
    store.query<Person>('apps/people', client, signal),
    store.query<LastSeen>('apps/last-seen', client, signal),
  ]);
  const [persons, lastSeen] = [byUser(people), byUser(seen)];
  return [...used].flatMap(([user_id, usage]) => {
    const person = persons.get(user_id);
    if (!isOf(department_ids, person)) return [];
    const user = { user_id, person, seen: lastSeen.get(user_id) };
    return [rowOf(user, { usage, base: before.get(user_id) }, page)];
  });
}

function byUser<Row extends { readonly user_id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.user_id, row]));
}

function isOf(departmentIds: readonly string[], person: Person | undefined): boolean {
  if (departmentIds.length === 0) return true;
  return person?.department_ids.some((id) => departmentIds.includes(id)) ?? false;
}

interface User {
  readonly user_id: string;
  readonly person: Person | undefined;
  readonly seen: LastSeen | undefined;
}

function rowOf(
  { user_id, person, seen }: User,
  { usage, base }: { readonly usage: UsedDays; readonly base: UsedDays | undefined },
  page: PageRequest,
): UserOfAppRow {
  const avg_time = compared(usage.active_ms / usage.days, base ? base.active_ms / base.days : null);
  return {
    user_id,
    username: person?.username ?? user_id,
    user_key: person?.user_key ?? user_id,
    desktop_at_ms: seen?.desktop_at_ms ?? null,
    web_at_ms: seen?.web_at_ms ?? null,
    avg_time_ms: String(avg_time.value),
    avg_time_compare_ms: textOf(avg_time.base),
    avg_time_change_tenths: textOf(avg_time.change),
    days_active: String(usage.days),
    sort_number: sortNumber({ ...sortFigures({ avg_time }), days_active: usage.days }, page),
    sort_name: person?.sort_name ?? seen?.lower_id ?? user_id,
  };
}
