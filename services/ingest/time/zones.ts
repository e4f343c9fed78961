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

function isSameZone(one: string, other: string): boolean {
  const [resolved, resolvedOther] = [resolveZone(one), resolveZone(other)];
  return resolved !== undefined && resolved === resolvedOther;
}

/** Abbreviations and names that Intl knows beside those of the IANA database. */
const NOT_IANA =
  /^(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST|SystemV\/.*)$/i;

/**
 * The IANA name to keep for a name that a caller sent: in the spelling of the database where Intl tells it, as sent where
 * it is another name of a zone (Asia/Kolkata is Asia/Calcutta to Intl). Undefined for offsets and unknown names.
 */
export function zoneName(sent: string): string | undefined {
  const resolved = resolveZone(sent);
  if (resolved === undefined || NOT_IANA.test(sent)) return undefined;
  return resolved.toLowerCase() === sent.toLowerCase() ? resolved : sent;
}

function resolveZone(name: string): string | undefined {
  // Later engines take offsets too, which are no zones.
  if (!/^[A-Za-z][A-Za-z0-9_/+-]*$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
