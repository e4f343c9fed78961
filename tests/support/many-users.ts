import type { Store } from '../../clickhouse/store';

export const MANY_USERS_CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
export const MANY_USERS_APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';
const ROWS_PER_INSERT = 1_000_000;

/**
 * An app that so many people used once in February 2026, made inside the engine. Their ids, all of the same length, do not grow
 * with their times. `onInsert` hears how many are there.
 */
export async function insertManyUsers(
  store: Store,
  count: number,
  options: {
    readonly tenant?: string;
    readonly idLength?: number;
    readonly onInsert?: (made: number) => void;
  } = {},
): Promise<void> {
  const { tenant = 'acme', idLength = 17, onInsert } = options;
  await store.command(
    `INSERT INTO headcount.clients (tenant, client_id, name, zones, updated_at, version)
     SELECT '${tenant}', toUUID('${MANY_USERS_CLIENT}'), 'Many', [(toDateTime64(0, 3, 'UTC'), 'UTC')], now64(3), 1`,
  );
  for (let made = 0; made < count; made += ROWS_PER_INSERT) {
    const rows = Math.min(ROWS_PER_INSERT, count - made);
    await store.command(
      `INSERT INTO headcount.app_usage_reports (tenant, client_id, app_id, activity_date, user_id, user_number, platform, id,
           started_at, ended_at, report, received_at)
       SELECT '${tenant}', toUUID('${MANY_USERS_CLIENT}'), toUUID('${MANY_USERS_APP}'),
           toDate32('2026-02-01') + number % 28 AS date,
           leftPad(toString(number * 7919 % 1000000007), ${idLength}, '0'), number + 1, 'web', toString(number),
           toDateTime64(date, 3, 'UTC') AS started_at, started_at + INTERVAL 1 HOUR,
           (started_at, number % 3600000, 1, number % 3600000, 1), now64(3)
       FROM numbers(${made}, ${rows})`,
    );
    await store.command(
      `INSERT INTO headcount.user_numbers (tenant, user_id, number)
       SELECT '${tenant}', leftPad(toString(number * 7919 % 1000000007), ${idLength}, '0'), number + 1
       FROM numbers(${made}, ${rows})`,
    );
    onInsert?.(made + rows);
  }
}
