const DAY_MS = 86_400_000;

/** A date is a text `YYYY-MM-DD`: it compares as it sorts. */
export function utcDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00.000Z`);
}

export function addDays(date: string, days: number): string {
  return utcDate(utcMidnight(date) + days * DAY_MS);
}

/** Every date from the first to the last, both included. */
export function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** An RFC 3339 text as Unix milliseconds; digits beyond the millisecond are cut. */
export function instantMs(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/.exec(text);
  if (match === null) throw new Error('not an RFC 3339 time');
  const [, date, time, fraction = '', zone] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  return Date.parse(`${date ?? ''}T${time ?? ''}.${milliseconds}${(zone ?? '').toUpperCase()}`);
}
