import { isSameZone } from '../../platform/time/zone-name';
import { DAY_MS } from './calendar';

/** Usage that starts at or after `validFromMs` falls on dates of the zone. */
export interface Zone {
  readonly validFromMs: number;
  readonly timezone: string;
}

/** A client's zones, oldest first; the first holds for all the past. */
export type ZoneHistory = readonly Zone[];

export const ZONE_CHANGE_DELAY_MS = DAY_MS;

/** The zone whose dates hold for usage that starts at `startMs`. Throws for an empty history. */
export function zoneAt(history: ZoneHistory, startMs: number): string {
  const zone = history.findLast(({ validFromMs }) => validFromMs <= startMs) ?? history[0];
  if (!zone) throw new Error('a client without a time zone');
  return zone.timezone;
}

/**
 * The history after a PUT that names `timezone` (contract 4). The first zone holds for all the past; while the client has
 * no usage another one corrects it; the same zone again changes nothing (another name of it only renames it); after that a
 * change holds for usage that starts 24 hours or more after the answer.
 *
 * `answeredAtMs` must lie after the check of every event that is already accepted: such an event starts at most 24 hours after
 * its check, so none of them ever falls on another zone's dates.
 */
export function changeZone(
  history: ZoneHistory,
  timezone: string,
  { answeredAtMs, hasUsage }: { readonly answeredAtMs: number; readonly hasUsage: boolean },
): ZoneHistory {
  const latest = history.at(-1);
  if (!latest) return [{ validFromMs: 0, timezone }];
  if (latest.timezone === timezone) return history;
  if (isSameZone(latest.timezone, timezone)) return [...history.slice(0, -1), { ...latest, timezone }];
  // A second entry says that there was usage once; what was answered for it stays.
  if (!hasUsage && history.length === 1) return [{ ...latest, timezone }];
  const validFromMs = Math.max(answeredAtMs + ZONE_CHANGE_DELAY_MS, latest.validFromMs + 1);
  return [...history, { validFromMs, timezone }];
}
