import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChartData } from './chart-data';

interface TooltipProps {
  readonly data: ChartData;
  readonly index: number;
  /** Pixels from the left edge of the chart. */
  readonly left: number;
}

/** The figures of the point under the pointer, kept inside the chart. */
export function Tooltip({ data, index, left }: TooltipProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const room = element?.parentElement?.clientWidth ?? 0;
    if (!element) return;
    const width = element.offsetWidth;
    const place = left + 14 + width > room ? left - width - 14 : left + 14;
    element.style.transform = `translateX(${Math.max(0, Math.round(place))}px)`;
  }, [left, index, data]);
  const time = data.times[index];
  return (
    <div class="tooltip" ref={box} role="status">
      <strong>{time === undefined ? '' : data.nameTime(time)}</strong>
      {data.series
        .filter(({ isHidden }) => !isHidden)
        .map(({ label, colour, isPrior, values }) => (
          <span class="tooltip-row" key={label}>
            <span class={`swatch swatch-${colour}${isPrior ? ' swatch-prior' : ''}`} />
            {label}
            <b>{data.write(values[index])}</b>
          </span>
        ))}
    </div>
  );
}
