import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import type { ChartData } from './chart-data';
import { plotOptions } from './plot-options';
import type { Shape } from './plot-options';
import { stackedValues } from './stacked';
import { Tooltip } from './tooltip';

interface PlotProps {
  readonly data: ChartData;
  readonly shape: Shape;
  /** What the chart says, in one sentence. */
  readonly summary: string;
  readonly height?: number;
  /** The light or dark one: with another, everything is drawn again. */
  readonly theme: string;
  readonly onCanvas: (canvas: HTMLCanvasElement | null) => void;
}

const HEIGHT = 280;

/** A chart over time: read with the pointer or, once focused, with the arrow keys. */
export function Plot({ data, shape, summary, height = HEIGHT, theme, onCanvas }: PlotProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(data);
  latest.current = data;
  const [cursor, setCursor] = useState<{ readonly index: number; readonly left: number } | null>(null);
  const form = data.series.map(({ label, isHidden }) => `${label}${isHidden === true ? '-' : '+'}`).join();

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const follow = ({ cursor: moved, over }: uPlot): void => {
      const { idx, left = -1 } = moved;
      setCursor(idx == null || left < 0 ? null : { index: idx, left: left + over.offsetLeft });
    };
    const size = { width: element.clientWidth, height };
    const options = plotOptions(() => latest.current, shape, size, follow);
    const drawn = new uPlot(options, valuesOf(latest.current, shape), element);
    plot.current = drawn;
    onCanvas(drawn.ctx.canvas);
    const resize = new ResizeObserver(() => {
      if (element.clientWidth !== drawn.width) drawn.setSize({ width: element.clientWidth, height });
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.destroy();
      plot.current = null;
      onCanvas(null);
    };
  }, [form, shape, height, theme, onCanvas]);

  useEffect(() => {
    plot.current?.setData(valuesOf(data, shape));
  }, [data, shape]);

  const move = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -1e9, End: 1e9 };
    const step = steps[event.key];
    const drawn = plot.current;
    if (step === undefined || !drawn) return;
    event.preventDefault();
    const last = data.times.length - 1;
    const index = Math.min(Math.max((cursor?.index ?? (step > 0 ? -1 : last + 1)) + step, 0), last);
    drawn.setCursor({ left: drawn.valToPos(data.times[index] ?? 0, 'x'), top: 10 });
  };
  return (
    <div class="plot">
      <div
        ref={frame}
        role="img"
        aria-label={summary}
        tabIndex={0}
        onKeyDown={move}
        onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
      />
      {cursor && <Tooltip data={data} index={cursor.index} left={cursor.left} />}
    </div>
  );
}

function valuesOf(data: ChartData, shape: Shape): uPlot.AlignedData {
  const values =
    shape === 'stacked' ? stackedValues(data.series) : data.series.map((series) => series.values);
  return [data.times, ...values] as uPlot.AlignedData;
}
