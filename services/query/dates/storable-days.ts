import type { DaySpan } from '../../../clickhouse/writes';

export type { DaySpan };

const MS_PER_DAY = 86_400_000;

/** What ClickHouse's Date holds: 1970-01-01 to 2149-06-06. */
export const DATE_SPAN: DaySpan = { firstDay: 0, lastDay: 65_535 };
/** What ClickHouse's Date32 holds: 1900-01-01 to 2299-12-31. */
export const DATE32_SPAN: DaySpan = { firstDay: -25_567, lastDay: 120_529 };

/** The days of a span that a column can hold; null if it can hold none of them. */
export function storableDays(
  span: { readonly firstDay: number | bigint; readonly lastDay: number | bigint },
  column: DaySpan,
): DaySpan | null {
  if (span.firstDay > span.lastDay || span.lastDay < column.firstDay || span.firstDay > column.lastDay)
    return null;
  return {
    firstDay: span.firstDay < column.firstDay ? column.firstDay : Number(span.firstDay),
    lastDay: span.lastDay > column.lastDay ? column.lastDay : Number(span.lastDay),
  };
}

/** A storable day as YYYY-MM-DD. */
export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** YYYY-MM-DD as the number of days since 1970-01-01. */
export function dayOfIsoDate(date: string): number {
  return Date.parse(`${date}T00:00:00.000Z`) / MS_PER_DAY;
}

/** From one date to another, both YYYY-MM-DD and inclusive. */
export function spanOfDates(first: string, last: string): DaySpan {
  return { firstDay: dayOfIsoDate(first), lastDay: dayOfIsoDate(last) };
}

/** Each day of a span, as a span. */
export function daysWithin({ firstDay, lastDay }: DaySpan): DaySpan[] {
  return Array.from({ length: lastDay - firstDay + 1 }, (_, index) => ({
    firstDay: firstDay + index,
    lastDay: firstDay + index,
  }));
}

/** From the first day of the first span to the last of the last, which come in order; without any a span that holds no day. */
export function spanOf(spans: readonly DaySpan[]): DaySpan {
  return { firstDay: spans.at(0)?.firstDay ?? 1, lastDay: spans.at(-1)?.lastDay ?? 0 };
}

/** Spans that follow each other joined into one, of at most so many; spans come in order. */
export function runsOf(spans: readonly DaySpan[], most = Infinity): DaySpan[] {
  const runs: DaySpan[] = [];
  let joined = 0;
  for (const span of spans) {
    const run = runs.at(-1);
    if (run?.lastDay === span.firstDay - 1 && joined < most) {
      runs[runs.length - 1] = { firstDay: run.firstDay, lastDay: span.lastDay };
      joined += 1;
    } else {
      runs.push(span);
      joined = 1;
    }
  }
  return runs;
}
