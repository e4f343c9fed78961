import type { Store } from '../../../clickhouse/store';
import { columnsAt } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { type CreationWindow, windowParams } from './creation-window';
import { checkDates } from './date-parameters';
import { success } from './family';
import { checkFormat } from './format-parameter';

const MS_PER_DAY = 86_400_000;
/** The first hours of the two-hour buckets, in the order of the answer. */
const BUCKETS = [22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0] as const;

/** Distinct users present in the UTC hours `hour` and `hour + 1` of any date. */
export interface BusyTwoHours {
  readonly users: number;
  readonly hour: number;
}

const COLUMNS = columnsAt<BusyTwoHours>({ users: 'integer', hour: 'integer' });

/**
 * `GET users/chat-busier/hourly-data?start`: `{hours: [{users, hour}], success}`, all twelve two-hour buckets from 22 to 0,
 * zeros included, or none if nothing was created in the window (contract 7). The window ends with `start`, as the
 * original's does: the 24 hours up to it, both instants inclusive.
 */
export async function chatBusierHours(store: Store, request: RouteRequest): Promise<Answer> {
  const checked = checkDates(request.query, ['start']);
  if ('answer' in checked) return checked.answer;
  const checkedFormat = checkFormat(request);
  if ('answer' in checkedFormat) return checkedFormat.answer;
  const { start } = checked.instants;
  const window = { firstMs: start - MS_PER_DAY, lastMs: start };
  const hours = await listBusyTwoHours(store, request.principal.tenant, window, request.signal);
  return answerInFormat(
    checkedFormat.format,
    () => success({ hours }),
    () => ({ name: 'chat-busier-hours', columns: COLUMNS, rows: hours }),
  );
}

export async function listBusyTwoHours(
  store: Store,
  tenant: string,
  window: CreationWindow,
  signal: AbortSignal,
): Promise<BusyTwoHours[]> {
  const params = windowParams(tenant, window);
  const rows = params
    ? await store.query<{ bucket: string; users: string }>('engagement/users-by-two-hours', params, signal)
    : [];
  if (rows.length === 0) return [];
  const users = new Map(rows.map((row) => [Number(row.bucket), Number(row.users)]));
  return BUCKETS.map((hour) => ({ users: users.get(hour) ?? 0, hour }));
}
