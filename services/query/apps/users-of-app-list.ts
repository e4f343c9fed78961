import type { QueryParams, Store } from '../../../clickhouse/store';
import { compared, sortFigures, textOf } from './compared';
import { type PlacedRow, sortNumber } from './sorted-page';
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
  readonly compare_start_date: string | null;
  readonly compare_end_date: string | null;
  readonly department_ids: readonly string[];
}

interface Usage {
  readonly user_id: string;
  readonly lower_id: string;
  readonly days_active: string;
  readonly active_ms: string;
  readonly compare_days: string;
  readonly compare_active_ms: string;
}

interface Person {
  readonly user_id: string;
  readonly username: string;
  readonly sort_name: string;
  readonly user_key: string;
  readonly department_ids: readonly string[];
}

type LastSeen = Pick<UserRefRow, 'user_id' | 'desktop_at_ms' | 'web_at_ms'>;

/** More people's ids would make statements that take longer to read than the answer to compute. */
const MOST_USERS = 5_000;
/** A server takes them in an address of at most 1 MiB. */
const MOST_ENCODED_CHARACTERS = 500_000;

/**
 * All users of an app in a period, unless they are more than fit into a statement: then undefined. Small questions side by side are
 * answered, and kept, sooner than the one that sorts and pages.
 */
export async function readUsersOfApp(
  store: Store,
  { department_ids, ...params }: UsersOfAppParams,
  page: PageRequest,
  signal: AbortSignal,
): Promise<UserOfAppRow[] | undefined> {
  const asked = comparedPeriod(params);
  const { tenant, client_id } = params;
  const found = await store.query<Usage & { readonly is_unsure: number }>(
    'apps/usage-of-app',
    { ...asked, row_limit: MOST_USERS + 1 },
    signal,
  );
  if (found.length > MOST_USERS) return undefined;
  if (found.length === 0) return [];
  // In one order, whichever the engine found them in: it is what the answers are kept under.
  const user_ids = found.map(({ user_id }) => user_id).sort();
  if (encodeURIComponent(user_ids.join()).length > MOST_ENCODED_CHARACTERS) return undefined;
  const unsure = found.filter(({ is_unsure }) => is_unsure !== 0).map(({ user_id }) => user_id);
  const client = { tenant, client_id, user_ids };
  const [settled, people, seen] = await Promise.all([
    unsure.length > 0
      ? store.query<Usage>('apps/usage-of-app-by-users', { ...asked, user_ids: unsure }, signal)
      : [],
    store.query<Person>('apps/people', client, signal),
    store.query<LastSeen>('apps/last-seen', client, signal),
  ]);
  const [sure, persons, lastSeen] = [byUser(settled), byUser(people), byUser(seen)];
  return found.flatMap((usage) => {
    const { user_id } = usage;
    const figures = usage.is_unsure === 0 ? usage : sure.get(user_id);
    // Erased in between.
    if (figures === undefined || figures.days_active === '0') return [];
    if (!isOf(department_ids, persons.get(user_id))) return [];
    return [rowOf(figures, persons.get(user_id), lastSeen.get(user_id), page)];
  });
}

function byUser<Row extends { readonly user_id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.user_id, row]));
}

function isOf(departmentIds: readonly string[], person: Person | undefined): boolean {
  if (departmentIds.length === 0) return true;
  return person?.department_ids.some((id) => departmentIds.includes(id)) ?? false;
}

function rowOf(
  usage: Usage,
  person: Person | undefined,
  seen: LastSeen | undefined,
  page: PageRequest,
): UserOfAppRow {
  const days = BigInt(usage.days_active);
  const compareDays = BigInt(usage.compare_days);
  const avg_time = compared(
    BigInt(usage.active_ms) / days,
    compareDays === 0n ? null : BigInt(usage.compare_active_ms) / compareDays,
  );
  return {
    user_id: usage.user_id,
    username: person?.username ?? usage.user_id,
    user_key: person?.user_key ?? usage.user_id,
    desktop_at_ms: seen?.desktop_at_ms ?? null,
    web_at_ms: seen?.web_at_ms ?? null,
    avg_time_ms: String(avg_time.value),
    avg_time_compare_ms: textOf(avg_time.base),
    avg_time_change_tenths: textOf(avg_time.change),
    days_active: String(days),
    sort_number: sortNumber({ ...sortFigures({ avg_time }), days_active: days }, page),
    sort_name: person?.sort_name ?? usage.lower_id,
  };
}
