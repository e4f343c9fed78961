import type { Store } from '../../../clickhouse/store';
import { type DaySpan, dayOfIsoDate, isoDate } from '../dates/storable-days';
import type { Selected } from './at-least';
import { organizationParams } from './scope';
import type { Selection } from './selection';
import { type RangeParams, rangeParams } from './storable-range';

const SECONDS_PER_DAY = 86_400;

/** Where a count's facts stand. */
export type Facts = 'sessions' | 'searches';

export interface StoredMonth {
  /** YYYY-MM-DD. */
  readonly first_day: string;
  /** With replays and older versions that are not merged away. */
  readonly stored_rows: string;
}

/** What is no longer than this is read at once, whatever it holds. */
const DAYS_AT_ONCE = 31;
/** Some seconds of work, of the thirty that a statement may take. */
const ROWS_AT_ONCE = 3_000_000;

/** A span cut, in order, into such as one statement can read. */
export async function spansToRead(
  store: Store,
  facts: Facts,
  { tenant, all_orgs, org_ids }: Selected,
  span: DaySpan,
  signal: AbortSignal,
): Promise<DaySpan[]> {
  if (span.lastDay - span.firstDay < DAYS_AT_ONCE) return [span];
  const days = { first_day: isoDate(span.firstDay), last_day: isoDate(span.lastDay) };
  const params = { tenant, all_orgs, org_ids, ...days };
  const months = await store.query<StoredMonth>(`devin/${facts}-by-month`, params, signal);
  return spansOfRows(span, months, ROWS_AT_ONCE);
}

/** A selection cut likewise, as the SQL over facts takes it. */
export async function partsToRead(
  store: Store,
  facts: Facts,
  { tenant, range, organizations }: Selection,
  signal: AbortSignal,
): Promise<(RangeParams & Selected)[]> {
  const bounds = rangeParams(range);
  if (!bounds) return [];
  const selected = { tenant, ...organizationParams(organizations) };
  const span = { firstDay: dayOfIsoDate(bounds.first_day), lastDay: dayOfIsoDate(bounds.last_day) };
  const spans = await spansToRead(store, facts, selected, span, signal);
  return spans.map((days) => ({ ...selected, ...within(bounds, days) }));
}

function within({ time_after, time_before }: RangeParams, { firstDay, lastDay }: DaySpan): RangeParams {
  return {
    first_day: isoDate(firstDay),
    last_day: isoDate(lastDay),
    time_after: Math.max(time_after, firstDay * SECONDS_PER_DAY),
    time_before: Math.min(time_before, (lastDay + 1) * SECONDS_PER_DAY),
  };
}

/** Cut before months, so that what follows each other holds at most so many rows together; a month that holds more stands alone. */
export function spansOfRows(
  { firstDay, lastDay }: DaySpan,
  months: readonly StoredMonth[],
  maxRows: number,
): DaySpan[] {
  const firstDays = [firstDay];
  let rows = 0;
  for (const { first_day, stored_rows } of months) {
    const month = Number(stored_rows);
    if (rows > 0 && rows + month > maxRows) {
      firstDays.push(dayOfIsoDate(first_day));
      rows = 0;
    }
    rows += month;
  }
  return firstDays.map((day, index) => ({
    firstDay: day,
    lastDay: (firstDays[index + 1] ?? lastDay + 1) - 1,
  }));
}
