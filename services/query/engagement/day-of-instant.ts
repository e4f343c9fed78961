const MS_PER_DAY = 86_400_000;

/** The UTC day that an instant in Unix milliseconds falls on, counted from 1970-01-01. */
export function dayOfInstant(instantMs: number): number {
  return Math.floor(instantMs / MS_PER_DAY);
}

/** Whole days between two instants, cut towards zero. */
export function wholeDaysBetween(fromMs: number, toMs: number): number {
  return Math.trunc((toMs - fromMs) / MS_PER_DAY);
}
