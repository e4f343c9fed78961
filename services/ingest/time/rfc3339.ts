import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, dayOfDate, daysInMonth } from './calendar';

const [DASH, COLON, DOT, PLUS, ZERO, NINE] = [0x2d, 0x3a, 0x2e, 0x2b, 0x30, 0x39];
const [UPPER_T, LOWER_T, UPPER_Z, LOWER_Z] = [0x54, 0x74, 0x5a, 0x7a];

/** Not a digit where one must stand: fails every comparison that follows. */
const NO_NUMBER = NaN;

/**
 * The Unix milliseconds of an RFC 3339 time with an offset, from 1970 on; further digits of the second are cut (contract 4).
 * A leap second counts as the second after it and is one only at 23:59:60 UTC. Undefined for everything else.
 * Read character by character, because this is the hottest path of ingest.
 */
export function parseInstant(text: string): number | undefined {
  const day = parseDayAt(text, 0);
  const separator = text.charCodeAt(10);
  if (day === undefined || (separator !== UPPER_T && separator !== LOWER_T)) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return undefined;
  const [hour, minute, second] = [twoDigitsAt(text, 11), twoDigitsAt(text, 14), twoDigitsAt(text, 17)];
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined;

  const offsetAt = text.charCodeAt(19) === DOT ? endOfDigits(text, 20) : 19;
  if (offsetAt === 20) return undefined;
  const offsetMs = parseOffsetAt(text, offsetAt);
  if (offsetMs === undefined) return undefined;

  const minuteMs = day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS - offsetMs;
  if (second === 60 && (minuteMs + MINUTE_MS) % DAY_MS !== 0) return undefined;
  const instantMs = minuteMs + second * SECOND_MS + fractionMs(text, 20, offsetAt);
  return instantMs >= 0 ? instantMs : undefined;
}

/** The day, counted from 1970-01-01, of a real date YYYY-MM-DD from then on; undefined for everything else. */
export function parseDate(text: string): number | undefined {
  const day = text.length === 10 ? parseDayAt(text, 0) : undefined;
  return day !== undefined && day >= 0 ? day : undefined;
}

function parseDayAt(text: string, at: number): number | undefined {
  if (text.charCodeAt(at + 4) !== DASH || text.charCodeAt(at + 7) !== DASH) return undefined;
  const year = twoDigitsAt(text, at) * 100 + twoDigitsAt(text, at + 2);
  const [month, dayOfMonth] = [twoDigitsAt(text, at + 5), twoDigitsAt(text, at + 8)];
  const isReal = dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month) && year >= 0;
  return isReal ? dayOfDate(year, month, dayOfMonth) : undefined;
}

/** Z or ±HH:MM up to the end of the text. */
function parseOffsetAt(text: string, at: number): number | undefined {
  const first = text.charCodeAt(at);
  if (first === UPPER_Z || first === LOWER_Z) return text.length === at + 1 ? 0 : undefined;
  if (first !== PLUS && first !== DASH) return undefined;
  if (text.length !== at + 6 || text.charCodeAt(at + 3) !== COLON) return undefined;
  const [hours, minutes] = [twoDigitsAt(text, at + 1), twoDigitsAt(text, at + 4)];
  if (!(hours <= 23 && minutes <= 59)) return undefined;
  const offsetMs = hours * HOUR_MS + minutes * MINUTE_MS;
  return first === PLUS ? offsetMs : -offsetMs;
}

function twoDigitsAt(text: string, at: number): number {
  return digitAt(text, at) * 10 + digitAt(text, at + 1);
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= ZERO && code <= NINE ? code - ZERO : NO_NUMBER;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (!Number.isNaN(digitAt(text, at))) at++;
  return at;
}

/** The first three digits between `from` and `end`; absent ones are zero. */
function fractionMs(text: string, from: number, end: number): number {
  let ms = 0;
  for (let at = from; at < from + 3; at++) ms = ms * 10 + (at < end ? digitAt(text, at) : 0);
  return ms;
}
