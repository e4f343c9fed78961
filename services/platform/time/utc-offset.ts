const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** A zone's distance from UTC over one UTC day: local time = UTC + offset. */
export interface ZoneDay {
  readonly offsetMs: number;
  /** The instant from which `laterOffsetMs` holds; Infinity on a day without a change. */
  readonly changesAtMs: number;
  readonly laterOffsetMs: number;
}

const MAX_DAYS_A_ZONE = 30_000;
const zones = new Map<
  string,
  { readonly offsetAt: (instantMs: number) => number; days: Map<number, ZoneDay> }
>();

/**
 * The offsets of a UTC day (counted from 1970-01-01) in a zone that zoneName knows. Kept once computed: a day costs a
 * few calls of Intl, and no zone has changed its offset twice within a UTC day since 1970.
 */
export function zoneDay(timezone: string, utcDay: number): ZoneDay {
  let zone = zones.get(timezone);
  if (!zone) {
    zone = { offsetAt: offsetReader(timezone), days: new Map() };
    zones.set(timezone, zone);
  }
  let day = zone.days.get(utcDay);
  if (!day) {
    if (zone.days.size >= MAX_DAYS_A_ZONE) zone.days.clear();
    day = readDay(zone.offsetAt, utcDay * DAY_MS);
    zone.days.set(utcDay, day);
  }
  return day;
}

function readDay(offsetAt: (instantMs: number) => number, startMs: number): ZoneDay {
  const [offsetMs, laterOffsetMs] = [offsetAt(startMs), offsetAt(startMs + DAY_MS)];
  if (offsetMs === laterOffsetMs) return { offsetMs, laterOffsetMs, changesAtMs: Infinity };
  let [before, after] = [startMs, startMs + DAY_MS];
  while (after - before > SECOND_MS) {
    const middle = before + Math.floor((after - before) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle) === offsetMs) before = middle;
    else after = middle;
  }
  return { offsetMs, laterOffsetMs, changesAtMs: after };
}

/** Reads offsets off the local time that Intl tells, since its own offset texts leave out seconds (Africa/Monrovia until 1972). */
function offsetReader(timezone: string): (instantMs: number) => number {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, ...numeric, ...clock });
  return (instantMs) => {
    const local = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => local.get(type) ?? NaN;
    const localMs = Date.UTC(
      ...[part('year'), part('month') - 1, part('day')],
      ...[part('hour'), part('minute'), part('second')],
    );
    return localMs - instantMs;
  };
}
