import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useContext, useMemo, useRef, useState } from 'preact/hooks';
import type { Answered } from '../api/use-call';
import { tableOf } from '../charts/chart-data';
import type { ChartData } from '../charts/chart-data';
import { Plot } from '../charts/plot';
import type { Shape } from '../charts/plot-options';
import { captioned, legendOf } from '../charts/png';
import { Card } from './card';
import { States } from './states';
import { ThemeContext } from './theme';

interface TimeChartCardProps<Body> {
  readonly title: string;
  readonly subtitle: string;
  readonly answered: Answered<Body>;
  readonly calls: readonly string[];
  readonly fileName: string;
  readonly csv?: () => Blob;
  readonly needs: string;
  readonly shape: Shape;
  /** Must be the same function as long as it reads the same. */
  readonly chartOf: (body: Body) => ChartData;
  readonly timeHeading?: string;
  readonly isEmpty?: (body: Body) => boolean;
  readonly emptyText?: string;
  readonly height?: number;
  readonly isWide?: boolean;
  readonly controls?: ComponentChildren;
}

/** A chart over time in a card, with a legend that shows and hides its series. */
export function TimeChartCard<Body>(props: TimeChartCardProps<Body>): JSX.Element {
  const { title, subtitle, answered, shape, chartOf, timeHeading = 'Day' } = props;
  const theme = useContext(ThemeContext);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const onCanvas = useCallback((drawn: HTMLCanvasElement | null) => {
    canvas.current = drawn;
  }, []);
  const { body } = answered;
  const data = useMemo(() => {
    if (body === undefined || props.isEmpty?.(body)) return null;
    const chart = chartOf(body);
    const series = chart.series.map((one) => ({ ...one, isHidden: hidden.has(one.label) }));
    return { ...chart, series };
  }, [body, chartOf, hidden]);

  const toggle = (label: string): void => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    setHidden(next);
  };
  const picture = (): HTMLCanvasElement | null =>
    canvas.current && data ? captioned(canvas.current, { title, subtitle, legend: legendOf(data) }) : null;
  return (
    <Card
      {...props}
      picture={data ? picture : undefined}
      table={data ? tableOf(data, timeHeading) : undefined}
    >
      <States {...props}>
        {() =>
          data && (
            <>
              <Legend series={data.series} toggle={toggle} />
              <Plot
                data={data}
                shape={shape}
                summary={`${title}. ${summaryOf(data)}`}
                theme={theme}
                onCanvas={onCanvas}
                {...(props.height !== undefined && { height: props.height })}
              />
            </>
          )
        }
      </States>
    </Card>
  );
}

function Legend({
  series,
  toggle,
}: {
  readonly series: ChartData['series'];
  readonly toggle: (label: string) => void;
}): JSX.Element | null {
  if (series.length < 2) return null;
  return (
    <div class="legend" role="group" aria-label="Shown series">
      {series.map(({ label, colour, isPrior, isHidden }) => (
        <button
          key={label}
          type="button"
          aria-pressed={!isHidden}
          onClick={() => {
            toggle(label);
          }}
        >
          <span class={`swatch swatch-${colour}${isPrior ? ' swatch-prior' : ''}`} />
          {label}
        </button>
      ))}
    </div>
  );
}

/** For who does not see the curve: where each series ends and how high it goes; the table holds the rest. */
function summaryOf({ series, write, times, nameTime }: ChartData): string {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return 'No points.';
  const each = series.map(({ label, values }) => {
    const highest = values.reduce<number | null>(
      (top, value) => (value !== null && (top === null || value > top) ? value : top),
      null,
    );
    return `${label}: ${write(values.at(-1))} at the end, ${write(highest)} at most.`;
  });
  return `${nameTime(first)} to ${nameTime(last)}. ${each.join(' ')}`;
}
