import type { BucketValues } from '../../../clickhouse/kept-buckets';
import type { QueryParams, Store } from '../../../clickhouse/store';
import { type DaySpan, dayOfIsoDate, daysWithin, isoDate, runsOf } from '../dates/storable-days';
import type { Selected } from './at-least';
import { organizationParams } from './scope';
import type { Selection } from './selection';
import { type Facts, spansToRead } from './spans-to-read';
import { wholeDaysAndEdges } from './whole-days-and-edges';

const SECONDS_PER_DAY = 86_400;

/** YYYY-MM-DD */
interface OfDay {
  readonly day: string;
}

/** A question that has rows of its own for every UTC day, which nothing decides but what was created on it. */
export interface AskedByDay {
  readonly question: string;
  readonly facts: Facts;
  readonly selection: Selection;
  readonly filters?: QueryParams;
}

/** Seventy years: what is longer has more days without anything than with. */
const MOST_KEPT_DAYS = 25_600;

/**
 * The rows of each day of a range of seconds, a day after the other. Whole days are kept until something is written about them; of
 * the at most two that the range cuts, its part is read.
 */
export async function readDayByDay<Row extends OfDay>(
  store: Store,
  asked: AskedByDay,
  signal: AbortSignal,
): Promise<Row[]> {
  const range = wholeDaysAndEdges(asked.selection.range);
  if (!range) return [];
  const { wholeDays, raggedDays, timeAfter, timeBefore } = range;
  const rows: Row[] = [];
  for (const day of raggedDays) {
    const part = { first_day: day, last_day: day, time_after: timeAfter, time_before: timeBefore };
    rows.push(...(await store.query<Row>(asked.question, { ...paramsOf(asked), ...part }, signal)));
  }
  if (wholeDays) {
    const span = { firstDay: dayOfIsoDate(wholeDays.first), lastDay: dayOfIsoDate(wholeDays.last) };
    rows.push(...(await readWholeDays<Row>(store, asked, span, signal)));
  }
  return rows.sort((one, other) => dayOfIsoDate(one.day) - dayOfIsoDate(other.day));
}

async function readWholeDays<Row extends OfDay>(
  store: Store,
  asked: AskedByDay,
  span: DaySpan,
  signal: AbortSignal,
): Promise<Row[]> {
  const { question, facts } = asked;
  const params = paramsOf(asked);
  const read = async (missing: readonly DaySpan[]): Promise<BucketValues> => {
    const rows: Row[] = [];
    for (const run of runsOf(missing))
      for (const days of await spansToRead(store, facts, params, run, signal))
        rows.push(...(await store.query<Row>(question, { ...params, ...boundsOf(days) }, signal)));
    return textsByDay(rows);
  };
  const texts =
    span.lastDay - span.firstDay < MOST_KEPT_DAYS
      ? await store.keptByBucket({ question, params, buckets: daysWithin(span) }, read)
      : await read([span]);
  return [...texts.values()].flatMap((text) => (typeof text === 'string' ? (JSON.parse(text) as Row[]) : []));
}

function paramsOf({ selection, filters }: AskedByDay): Selected & QueryParams {
  return { tenant: selection.tenant, ...organizationParams(selection.organizations), ...filters };
}

function boundsOf({ firstDay, lastDay }: DaySpan): QueryParams {
  return {
    first_day: isoDate(firstDay),
    last_day: isoDate(lastDay),
    time_after: firstDay * SECONDS_PER_DAY,
    time_before: (lastDay + 1) * SECONDS_PER_DAY,
  };
}

function textsByDay(rows: readonly OfDay[]): BucketValues {
  const byDay = new Map<number, OfDay[]>();
  for (const row of rows) {
    const day = dayOfIsoDate(row.day);
    const ofDay = byDay.get(day);
    if (ofDay) ofDay.push(row);
    else byDay.set(day, [row]);
  }
  return new Map([...byDay].map(([day, ofDay]) => [day, JSON.stringify(ofDay)]));
}
