import type { JSX } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { AppActivity } from '../api/answers';
import { useCall } from '../api/use-call';
import { ThemeContext } from '../parts/theme';
import { colourOf, withAlpha } from './colours';

const SIZE = { width: 92, height: 30 };
const EVERY_MS = 60_000;

/** The course of an activity in the space of a word; what it says stands in the row's other cells. */
export function Sparkline({ path, label }: { readonly path: string; readonly label: string }): JSX.Element {
  const frame = useRef<HTMLSpanElement>(null);
  const theme = useContext(ThemeContext);
  const { body } = useCall<AppActivity>(path, EVERY_MS);
  useEffect(() => {
    if (!frame.current || !body) return undefined;
    const stroke = colourOf('series-1');
    const values = body.data.map(({ value }) => value);
    const plot = new uPlot(
      {
        ...SIZE,
        padding: [3, 2, 3, 2],
        legend: { show: false },
        cursor: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: { x: { time: false }, y: { range: (_, _low, high) => [0, high || 1] } },
        series: [{}, { stroke, width: 1.5, fill: withAlpha(stroke, 0.1), points: { show: false } }],
      },
      [values.map((_, index) => index), values],
      frame.current,
    );
    return () => {
      plot.destroy();
    };
  }, [body, theme]);
  return <span class="sparkline" ref={frame} role="img" aria-label={label} />;
}
