import type { BucketValues } from '../../../clickhouse/kept-buckets';
import type { Store } from '../../../clickhouse/store';
import type { DaySpan } from '../../../clickhouse/writes';
import { dayOfIsoDate, isoDate, runsOf } from '../dates/storable-days';
import { bucketDays } from './buckets';

/** What somebody used an app in a period: days with a report, and their active time. */
export interface UsedDays {
  readonly days: bigint;
  readonly active_ms: bigint;
}

interface WeekRow {
  readonly week: string;
  readonly user_id: string;
  readonly days_active: string;
  readonly active_ms: string;
}

/** As a week is kept: a user's id, days and milliseconds. */
type UserWeek = readonly [string, string, string];

/** Rows whose JSON one pass of the event loop may read. */
const ROWS_A_STATEMENT = 20_000;
const WEEKS_A_STATEMENT = 4;
/** More would be longer to add up here than in the engine. */
const MOST_WEEKS = 30;
const MOST_USER_WEEKS = 50_000;

class TooMany extends Error {}

/**
 * Who used an app in a span of dates, by user, added up from weeks that are each kept until something is written about their days:
 * so after new usage only its own week is read. Undefined where there is more to add up than is soon done here.
 */
export async function readUsersByWeek(
  store: Store,
  app: { readonly tenant: string; readonly client_id: string; readonly app_id: string },
  span: DaySpan,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UsedDays> | undefined> {
  const weeks = weeksOf(span);
  if (weeks.length > MOST_WEEKS) return undefined;
  const question = 'apps/weeks-of-app';
  try {
    const texts = await store.keptByBucket({ question, params: app, buckets: weeks }, async (missing) => {
      const rows: WeekRow[] = [];
      for (const { firstDay, lastDay } of runsOf(missing, WEEKS_A_STATEMENT)) {
        const params = { first_day: isoDate(firstDay), last_day: isoDate(lastDay) };
        const row_limit = ROWS_A_STATEMENT + 1;
        const found = await store.query<WeekRow>(question, { ...app, ...params, row_limit }, signal);
        if (found.length > ROWS_A_STATEMENT) throw new TooMany();
        for (const row of found) rows.push(row);
      }
      return textsOf(rows);
    });
    return addedUp(texts);
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}

/** The ISO weeks of a span; it cuts the first and the last. */
function weeksOf({ firstDay, lastDay }: DaySpan): DaySpan[] {
  const starts = bucketDays('weekly', firstDay, lastDay);
  return starts.map((start, at) => ({ firstDay: start, lastDay: (starts[at + 1] ?? lastDay + 1) - 1 }));
}

function textsOf(rows: readonly WeekRow[]): BucketValues {
  const weeks = new Map<string, UserWeek[]>();
  for (const { week, user_id, days_active, active_ms } of rows) {
    const users = weeks.get(week) ?? [];
    weeks.set(week, users);
    users.push([user_id, days_active, active_ms]);
  }
  return new Map([...weeks].map(([week, users]) => [dayOfIsoDate(week), JSON.stringify(users)]));
}

function addedUp(texts: BucketValues): ReadonlyMap<string, UsedDays> | undefined {
  const usage = new Map<string, UsedDays>();
  let count = 0;
  for (const text of texts.values()) {
    if (typeof text !== 'string') continue;
    const users = JSON.parse(text) as readonly UserWeek[];
    count += users.length;
    if (count > MOST_USER_WEEKS) return undefined;
    for (const [user, days, active_ms] of users) {
      const sum = usage.get(user);
      usage.set(user, {
        days: (sum?.days ?? 0n) + BigInt(days),
        active_ms: (sum?.active_ms ?? 0n) + BigInt(active_ms),
      });
    }
  }
  return usage;
}
