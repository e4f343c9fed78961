/** How figures are written, on axes, in tiles, tables and tooltips. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const ONE_DECIMAL = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export type Write = (value: number | null | undefined) => string;

export const NOTHING = '–';

export const count: Write = (value) => (value == null ? NOTHING : WHOLE.format(value));
export const shortCount: Write = (value) => (value == null ? NOTHING : SHORT.format(value));
/** A part of one. */
export const percent: Write = (value) =>
  value == null ? NOTHING : `${ONE_DECIMAL.format(Math.round(value * 1000) / 10)}%`;
export const wholePercent: Write = (value) => (value == null ? NOTHING : `${WHOLE.format(value * 100)}%`);
export const oneDecimal: Write = (value) => (value == null ? NOTHING : ONE_DECIMAL.format(value));
/** How often a second. */
export const rate: Write = (value) => (value === 0 ? '0' : oneDecimal(value));
/** Percent, signed. */
export const change: Write = (value) => {
  if (value == null) return NOTHING;
  const sign = value > 0 ? '+' : value < 0 ? '−' : '±';
  return `${sign}${Math.abs(value) >= 1000 ? SHORT.format(Math.abs(value)) : ONE_DECIMAL.format(Math.abs(value))}%`;
};

/** Milliseconds as people say them: 2 h 05 m, 12 m, 40 s. */
export const duration: Write = (value) => {
  if (value == null) return NOTHING;
  const seconds = Math.round(value / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 100) return `${WHOLE.format(hours)} h`;
  return `${hours} h ${String(minutes % 60).padStart(2, '0')} m`;
};

/** Seconds, from milliseconds up to minutes. */
export const seconds: Write = (value) => {
  if (value == null) return NOTHING;
  if (value === 0) return '0 s';
  if (value < 1) return `${WHOLE.format(Math.max(1, value * 1000))} ms`;
  return value < 60 ? `${ONE_DECIMAL.format(value)} s` : duration(value * 1000);
};

/** Bytes in the units of a disk. */
export const shortBytes: Write = (value) => {
  if (value == null) return NOTHING;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return `${power === 0 ? WHOLE.format(value) : ONE_DECIMAL.format(value / 1000 ** power)} ${units[power] ?? ''}`;
};

/** Hours and minutes on an axis. */
export const shortDuration: Write = (value) => {
  if (value == null) return NOTHING;
  const minutes = Math.round(value / 60_000);
  return minutes % 60 === 0
    ? `${WHOLE.format(minutes / 60)} h`
    : minutes < 60
      ? `${minutes} m`
      : `${ONE_DECIMAL.format(minutes / 60)} h`;
};

/** Steps of an axis that people count in. */
export const WHOLE_STEPS = [1, 2, 5]
  .flatMap((digit) => Array.from({ length: 10 }, (_, power) => digit * 10 ** power))
  .sort((one, other) => one - other);
export const DURATION_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12, 24, 48, 120, 240, 600, 1200, 2400, 6000, 12_000].map((hours) => hours * 3_600_000),
];

/** The change in percent from one whole number to another, one decimal; null where there is nothing to compare with. */
export function changeBetween(value: number, before: number | null | undefined): number | null {
  if (before == null || before === 0) return null;
  const tenths = (Math.abs(value - before) * 1000) / before;
  const rounded = Math.floor(tenths + 0.5) / 10;
  return value < before && rounded !== 0 ? -rounded : rounded;
}

export function dayLabel(second: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(second * 1000);
}

export function shortDayLabel(second: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }).format(
    second * 1000,
  );
}
