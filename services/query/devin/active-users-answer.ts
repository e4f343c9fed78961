import type { Format } from '../../platform/formats/format';
import type { List } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer } from '../../platform/http/route';
import { type ActiveUsers, activeUsersJson } from './active-users-json';
import { unprocessable, valueError } from './problems';

/** The active user counts in the format asked for; `body` is their JSON. */
export async function answerActiveUsers(
  format: Format,
  name: string,
  entries: readonly ActiveUsers[],
  body: () => string,
): Promise<Answer> {
  if ((format === 'parquet' || format === 'arrow') && !entries.every(fitsIn64Bits)) {
    return unprocessable([valueError('format', `${format} holds no time beyond 64 bits`)]);
  }
  return answerInFormat(
    format,
    () => ({ status: 200, body: body() }),
    () => listOf(name, entries),
  );
}

function listOf(name: string, rows: readonly ActiveUsers[]): List<ActiveUsers> {
  return {
    name,
    columns: [
      { name: 'start_time', type: 'integer', valueIn: (row) => row.startTime },
      { name: 'end_time', type: 'integer', valueIn: (row) => row.endTime },
      { name: 'active_users', type: 'integer', valueIn: (row) => BigInt(row.activeUsers) },
    ],
    rows,
    jsonOf: activeUsersJson,
  };
}

function fitsIn64Bits({ startTime, endTime }: ActiveUsers): boolean {
  return [startTime, endTime].every((time) => BigInt.asIntN(64, time) === time);
}
