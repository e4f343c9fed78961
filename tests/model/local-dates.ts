import { utcDate } from './dates';

/** A stretch of an interval that falls on one local date. */
export interface LocalStretch {
  readonly date: string;
  readonly elapsedMs: number;
}

const DAY_MS = 86_400_000;
const STEP_MS = 1_800_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
const offsetsByZone = new Map<string, Map<number, number>>();

/** The local date of an instant in a zone. */
export function localDate(ms: number, timezone: string): string {
  return utcDate(ms + offsetMs(ms, timezone));
}

/**
 * How an interval spreads over the local dates, oldest first. Half-open; an interval of no length still touches the date
 * on which it starts. Walks from one clock change or midnight to the next: no assumption on how long a day is.
 */
export function localStretches(startMs: number, endMs: number, timezone: string): LocalStretch[] {
  if (startMs === endMs) return [{ date: localDate(startMs, timezone), elapsedMs: 0 }];
  const elapsed = new Map<string, number>();
  let from = startMs;
  while (from < endMs) {
    const offset = offsetMs(from, timezone);
    const nextMidnight = (Math.floor((from + offset) / DAY_MS) + 1) * DAY_MS - offset;
    const nextSample = (Math.floor(from / STEP_MS) + 1) * STEP_MS;
    const to = firstChange(from, Math.min(endMs, nextMidnight, nextSample), timezone);
    const date = utcDate(from + offset);
    elapsed.set(date, (elapsed.get(date) ?? 0) + (to - from));
    from = to;
  }
  return [...elapsed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, elapsedMs]) => ({ date, elapsedMs }));
}

/** The first instant in (from, to] whose offset is not that of `from`, or `to` when there is none before it. */
function firstChange(from: number, to: number, timezone: string): number {
  const offset = offsetMs(from, timezone);
  if (offsetMs(to - 1, timezone) === offset) return to;
  let same = from;
  let changed = to - 1;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetMs(middle, timezone) === offset) same = middle;
    else changed = middle;
  }
  return changed;
}

/** What a local clock shows minus UTC, in milliseconds. */
export function offsetMs(ms: number, timezone: string): number {
  const second = Math.floor(ms / 1000) * 1000;
  const offsets = offsetsByZone.get(timezone) ?? new Map<number, number>();
  offsetsByZone.set(timezone, offsets);
  const known = offsets.get(second);
  if (known !== undefined) return known;
  const shown = new Map(
    clockOf(timezone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => shown.get(name) ?? NaN;
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  offsets.set(second, local - second);
  return local - second;
}

function clockOf(timezone: string): Intl.DateTimeFormat {
  const known = clocks.get(timezone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timezone, clock);
  return clock;
}
