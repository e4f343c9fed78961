import type { BucketValues } from '../../../clickhouse/kept-buckets';
import type { Store } from '../../../clickhouse/store';
import type { DaySpan } from '../../../clickhouse/writes';
import { dayOfIsoDate, daysWithin, isoDate, runsOf } from '../dates/storable-days';

/** A client's app on one of its used days. */
export interface AppDay {
  readonly id: string;
  readonly active_ms: string;
  readonly sessions: string;
}

/** Rows whose JSON one pass of the event loop may read. */
const ROWS_A_STATEMENT = 20_000;

/**
 * The used days of a client's apps in some spans of dates, by date. Each date is kept until something is written about it, so after
 * new usage only its own dates are read.
 */
export async function readDaysOfApps(
  store: Store,
  client: { readonly tenant: string; readonly client_id: string },
  { spans, appCount }: { readonly spans: readonly DaySpan[]; readonly appCount: number },
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly AppDay[]>> {
  const question = 'apps/days-of-apps';
  const daysAtOnce = Math.max(1, Math.floor(ROWS_A_STATEMENT / appCount));
  const texts = await store.keptByBucket(
    { question, params: client, buckets: datesOf(spans) },
    async (missing) => {
      const days = new Map<number, AppDay[]>();
      for (const { firstDay, lastDay } of runsOf(missing, daysAtOnce)) {
        const dates = { first_day: isoDate(firstDay), last_day: isoDate(lastDay) };
        const rows = await store.query<AppDay & { day: string }>(question, { ...client, ...dates }, signal);
        for (const { day, ...appDay } of rows) pushTo(days, dayOfIsoDate(day), appDay);
      }
      return textsOf(days);
    },
  );
  return new Map(
    [...texts].map(([day, text]) => [day, typeof text === 'string' ? (JSON.parse(text) as AppDay[]) : []]),
  );
}

/** Each date of the spans once, ascending. */
function datesOf(spans: readonly DaySpan[]): DaySpan[] {
  const dates = new Map(spans.flatMap(daysWithin).map((date) => [date.firstDay, date]));
  return [...dates.values()].sort((one, other) => one.firstDay - other.firstDay);
}

function pushTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function textsOf(days: ReadonlyMap<number, readonly AppDay[]>): BucketValues {
  return new Map([...days].map(([day, apps]) => [day, JSON.stringify(apps)]));
}
