import type { Write } from './figures';

/** A line or a row of bars: a value, or none, for each point of the chart. */
export interface Series {
  readonly label: string;
  /** The name of a colour of the theme. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  /** Of the prior period: dashed. */
  readonly isPrior?: boolean;
  readonly isHidden?: boolean;
  /** With a light colour below the line. */
  readonly isFilled?: boolean;
}

/** What a chart shows, whatever draws it. */
export interface ChartData {
  /** Unix seconds, ascending. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly write: Write;
  /** On the axis, where that is shorter. */
  readonly writeTick?: Write;
  /** The steps of the axis, ascending; any where absent. */
  readonly steps?: readonly number[];
  /** How a point in time is called in full, and shortly on the axis. */
  readonly nameTime: (second: number) => string;
  readonly nameTick: (second: number) => string;
  /** The top of the axis, where it is known beforehand. */
  readonly maximum?: number;
}

/** Rows of texts, the header first: the table beside a chart. */
export function tableOf({ times, series, write, nameTime }: ChartData, timeHeading: string): string[][] {
  const header = [timeHeading, ...series.map(({ label }) => label)];
  const rows = times.map((time, index) => [
    nameTime(time),
    ...series.map(({ values }) => write(values[index])),
  ]);
  return [header, ...rows];
}
