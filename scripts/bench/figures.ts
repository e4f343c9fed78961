import type { Rows } from './engines/peer';

// The figures of the service's answers as rows, in the shape that the SQL of raw/ and peer/ answers.

interface ActiveUsers {
  readonly start_time: number;
  readonly active_users: number;
}

/** [first day, active users] of each bucket that has any. */
export function series(body: unknown): Rows {
  return (body as ActiveUsers[])
    .filter(({ active_users }) => active_users > 0)
    .map(({ start_time, active_users }) => [isoDay(start_time), active_users]);
}

export function activeUsers(body: unknown): Rows {
  return [[(body as ActiveUsers).active_users]];
}

/** [day, its users separated by commas], oldest first. */
export function engagement(body: unknown): Rows {
  const { month } = body as { month: { usersList: string[]; day: number; month: number; year: number }[] };
  return month
    .map(({ usersList, day, month, year }) => [
      `${year}-${twoDigits(month)}-${twoDigits(day)}`,
      usersList.join(','),
    ])
    .toReversed();
}

const WEEK_SECONDS = 7 * 86_400;

/** [first week, active week, users], where there are any. */
export function retention(body: unknown): Rows {
  const { data } = body as { data: { start_time: number; periods: { period: number; users: number }[] }[] };
  return data.flatMap(({ start_time, periods }) =>
    periods
      .filter(({ users }) => users > 0)
      .map(({ period, users }) => [isoDay(start_time), isoDay(start_time + period * WEEK_SECONDS), users]),
  );
}

interface Metric {
  readonly value: number;
  readonly compare_value: number | null;
}

/** [user, average, average of the comparison, used days]. */
export function usersOfApp(body: unknown): Rows {
  const { data } = body as {
    data: { user: { id: string }; avg_time_ms_per_day: Metric; days_active: number }[];
  };
  return data.map(({ user, avg_time_ms_per_day: average, days_active }) => [
    user.id,
    average.value,
    average.compare_value,
    days_active,
  ]);
}

/** [app, then users, milliseconds and sessions, each with that of the comparison]. */
export function appsOfClient(body: unknown): Rows {
  const { data } = body as {
    data: { app: { id: string }; unique_users: Metric; active_time_ms: Metric; session_count: Metric }[];
  };
  return data.map(({ app, unique_users, active_time_ms, session_count }) => [
    app.id,
    ...[unique_users, active_time_ms, session_count].flatMap(({ value, compare_value }) => [
      value,
      compare_value,
    ]),
  ]);
}

/** Rows as one text, for comparing engines that write numbers differently. */
export function canonical(rows: Rows): string {
  return rows.map((row) => row.map(String).join('|')).join('\n');
}

function isoDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
