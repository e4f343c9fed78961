export const DAY_SECONDS = 86_400;
export const MAX_SERIES_DAYS = 3_700;

export interface Window {
  readonly time_after: number;
  readonly time_before: number;
}

/** Cuts a history into ranges of so many days, the last one shorter. */
export function windows(first: number, last: number, days: number): Window[] {
  const length = days * DAY_SECONDS;
  const count = Math.ceil((last - first) / length);
  return Array.from({ length: count }, (_, index) => ({
    time_after: first + index * length,
    time_before: Math.min(first + (index + 1) * length, last),
  }));
}
