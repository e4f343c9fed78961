/** Second opinions on what the parsers say, each written in another way than the product. */

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))$/;

/** The Unix milliseconds of an RFC 3339 time from 1970 on, by a pattern and JavaScript's own calendar. */
export function instantByPattern(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [hours, minutes] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || hours > 23 || minutes > 59) return undefined;
  const dayMs = realDay(year, month, day);
  if (dayMs === undefined) return undefined;
  const offset = (match[9] === '-' ? -1 : 1) * (hours * 60 + minutes);
  const inUtc = new Date(dayMs + (hour * 60 + minute - offset) * 60_000);
  if (second === 60 && !(inUtc.getUTCHours() === 23 && inUtc.getUTCMinutes() === 59)) return undefined;
  const ms = inUtc.getTime() + second * 1000 + Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return ms >= 0 ? ms : undefined;
}

/** The day since 1970-01-01 of a date that JavaScript's calendar has. */
export function dayByCalendar(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const dayMs = match ? realDay(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
  return dayMs !== undefined && dayMs >= 0 ? dayMs / 86_400_000 : undefined;
}

/** `Date` would carry the 31st of April over into May, and take years below 100 for others. */
function realDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** What JSON.parse makes of a text; undefined where it is not JSON, which no JSON is. */
export function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The text of these bytes, undefined where they are not UTF-8. */
export function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
