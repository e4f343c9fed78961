import { zoneDay } from '../../platform/time/utc-offset';
import { DAY_MS, dayOfInstant } from './calendar';

export interface Interval {
  readonly startedAtMs: number;
  /** At or after the start. */
  readonly endedAtMs: number;
  /** At most the whole interval. */
  readonly activeMs: number;
  readonly sessionCount: number;
}

/** What one local date gets of an interval. */
export interface DayShare {
  /** The local date, in days from 1970-01-01. */
  readonly localDay: number;
  readonly activeMs: number;
  readonly sessionCount: number;
}

/**
 * Cuts an interval at the local midnights of a zone (contract 4): a share for each local date that it touches, half-open,
 * at least one, earliest first. Active milliseconds are shared out by elapsed time, rounded down, the rest one each to the
 * earliest dates; the sessions count on the date of the start. A date that a turned-back clock interrupts is one date.
 */
export function splitInterval(interval: Interval, timezone: string): DayShare[] {
  const { startedAtMs, endedAtMs, activeMs, sessionCount } = interval;
  const first = localSpan(timezone, startedAtMs);
  if (endedAtMs <= first.endMs) return [{ localDay: first.localDay, activeMs, sessionCount }];

  const elapsedMs = elapsedByDay(startedAtMs, endedAtMs, timezone);
  const totalMs = endedAtMs - startedAtMs;
  const days = [...elapsedMs.keys()].sort((one, other) => one - other);
  // At most 86,400,000 squared, so the product is exact.
  const floors = days.map((day) => Math.floor((activeMs * (elapsedMs.get(day) ?? 0)) / totalMs));
  const rest = activeMs - floors.reduce((sum, ms) => sum + ms, 0);
  return days.map((localDay, index) => ({
    localDay,
    activeMs: (floors[index] ?? 0) + (index < rest ? 1 : 0),
    sessionCount: localDay === first.localDay ? sessionCount : 0,
  }));
}

function elapsedByDay(startMs: number, endMs: number, timezone: string): Map<number, number> {
  const elapsed = new Map<number, number>();
  for (let at = startMs; at < endMs;) {
    const span = localSpan(timezone, at);
    const until = Math.min(span.endMs, endMs);
    elapsed.set(span.localDay, (elapsed.get(span.localDay) ?? 0) + until - at);
    at = until;
  }
  return elapsed;
}

/** The local date of an instant, and until when it certainly lasts. */
function localSpan(timezone: string, instantMs: number): { localDay: number; endMs: number } {
  const utcDay = dayOfInstant(instantMs);
  const { offsetMs, changesAtMs, laterOffsetMs } = zoneDay(timezone, utcDay);
  const isLater = instantMs >= changesAtMs;
  const offset = isLater ? laterOffsetMs : offsetMs;
  const localDay = dayOfInstant(instantMs + offset);
  const nextMidnightMs = (localDay + 1) * DAY_MS - offset;
  const offsetEndMs = isLater ? Infinity : changesAtMs;
  return { localDay, endMs: Math.min(nextMidnightMs, offsetEndMs, (utcDay + 1) * DAY_MS) };
}
