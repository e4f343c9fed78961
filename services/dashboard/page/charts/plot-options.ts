import uPlot from 'uplot';
import type { ChartData } from './chart-data';
import { colourOf, withAlpha } from './colours';

const FONT = '12px system-ui, sans-serif';
const DASHES = [4, 4];

export type Shape = 'lines' | 'bars' | 'stacked';

/** How uPlot draws the data in the theme in force; the data may be replaced by others of the same series. */
export function plotOptions(
  latest: () => ChartData,
  shape: Shape,
  size: { readonly width: number; readonly height: number },
  onCursor: (plot: uPlot) => void,
): uPlot.Options {
  const ink = colourOf('muted');
  const grid = { stroke: colourOf('line'), width: 1 };
  const { series, maximum, steps } = latest();
  return {
    ...size,
    padding: [12, 30, 0, 0],
    legend: { show: false },
    cursor: {
      x: true,
      y: false,
      drag: { x: false, y: false },
      points: { size: 8, width: 2, fill: () => colourOf('card') },
    },
    scales: {
      x: { time: false, range: (_, low, high) => xRange(latest().times, shape, low, high) },
      y: { range: (_, _low, high) => [0, niceTop(maximum === undefined ? high : Math.max(high, maximum))] },
    },
    axes: [
      {
        stroke: ink,
        font: FONT,
        grid: { show: false },
        ticks: { ...grid, size: 4 },
        space: 68,
        size: 28,
        splits: (plot) => timeTicks(latest().times, plot.bbox.width / devicePixelRatio / 72),
        values: (_, times) => times.map(latest().nameTick),
      },
      {
        stroke: ink,
        font: FONT,
        grid,
        ticks: { show: false },
        size: 52,
        space: 44,
        ...(steps && { incrs: [...steps] }),
        values: (_, values) => values.map(latest().writeTick ?? latest().write),
      },
    ],
    series: [{}, ...series.map((one) => seriesOptions(one, shape))],
    hooks: { setCursor: [onCursor] },
  };
}

function seriesOptions(
  { label, colour, isPrior = false, isHidden = false, isFilled = false }: ChartData['series'][number],
  shape: Shape,
): uPlot.Series {
  const stroke = colourOf(colour);
  const common = { label, stroke, show: !isHidden };
  if (shape !== 'lines' && !isPrior) {
    const bars = uPlot.paths.bars?.({ size: [0.72, 56], radius: shape === 'bars' ? 0.15 : 0 });
    return { ...common, width: 0, fill: stroke, points: { show: false }, ...(bars && { paths: bars }) };
  }
  const linear = uPlot.paths.linear?.();
  return {
    ...common,
    width: isPrior ? 1.5 : 2,
    ...(isPrior && { dash: DASHES, stroke: withAlpha(stroke, 0.75) }),
    ...(isFilled && { fill: withAlpha(stroke, 0.08) }),
    // A lone point has no line to be seen by.
    points: { show: (plot) => plot.data[0].length === 1 },
    ...(linear && { paths: linear }),
  };
}

/** Bars need half a step of room on both sides; a lone point stands in the middle. */
function xRange(times: readonly number[], shape: Shape, low: number, high: number): [number, number] {
  const step = times.length > 1 ? ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1) : 86_400;
  const room = shape === 'lines' && times.length > 1 ? 0 : step * 0.6;
  return [low - room, high + room];
}

/** So many of the chart's own times, evenly. */
function timeTicks(times: readonly number[], most: number): number[] {
  const every = Math.max(1, Math.ceil(times.length / Math.max(2, Math.floor(most))));
  return times.filter((_, index) => index % every === 0);
}

function niceTop(high: number | null): number {
  return high === null || high <= 0 ? 1 : high * 1.08;
}
