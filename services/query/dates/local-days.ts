import { zoneDay } from '../../platform/time/utc-offset';

const SECONDS_PER_DAY = 86_400;
const DAY_MS = 86_400_000;

/**
 * The first second of a local date (in days since 1970-01-01) in an IANA zone: midnight, or the instant after a jump over
 * midnight. A date that the zone skipped begins where the next one does. A date lasts until the next one begins, also where a
 * clock is turned back over midnight.
 */
export function firstSecondOfLocalDay(localDay: number, timezone: string): number {
  // No zone is ever a whole day away from UTC, so the date begins on one of three UTC days.
  for (let utcDay = localDay - 1; utcDay <= localDay + 1; utcDay++) {
    const { offsetMs, changesAtMs, laterOffsetMs } = zoneDay(timezone, utcDay);
    const startMs = utcDay * DAY_MS;
    const endMs = startMs + DAY_MS;
    const changeMs = Math.min(endMs, changesAtMs);
    const reachedMs =
      firstMsOf(localDay, offsetMs, startMs, changeMs) ?? firstMsOf(localDay, laterOffsetMs, changeMs, endMs);
    if (reachedMs !== undefined) return reachedMs / 1000;
  }
  throw new Error('a zone that is a day or more away from UTC');
}

/** The local date that an instant in Unix seconds falls on. */
export function localDayOfSecond(second: number, timezone: string): number {
  let localDay = Math.floor(second / SECONDS_PER_DAY) + 1;
  while (firstSecondOfLocalDay(localDay, timezone) > second) localDay--;
  return localDay;
}

/** The first instant in [fromMs, toMs) at which a clock with this offset shows the date or a later one. */
function firstMsOf(localDay: number, offsetMs: number, fromMs: number, toMs: number): number | undefined {
  const reachedMs = Math.max(fromMs, localDay * DAY_MS - offsetMs);
  return reachedMs < toMs ? reachedMs : undefined;
}
