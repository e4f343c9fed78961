import type { JSX } from 'preact';
import { change as writeChange } from '../charts/figures';

interface TileProps {
  readonly label: string;
  readonly value: string;
  /** In percent; absent where nothing is compared. */
  readonly change?: number | null | undefined;
  readonly note?: string;
}

/** One figure, and how it changed. */
export function Tile({ label, value, change, note }: TileProps): JSX.Element {
  return (
    <div class="tile">
      <dt>{label}</dt>
      <dd>
        <span class="tile-value" data-figure={label}>
          {value}
        </span>
        {change !== undefined && <Change value={change} />}
      </dd>
      {note !== undefined && <dd class="tile-note">{note}</dd>}
    </div>
  );
}

/** A change in percent, with a colour and a sign. */
export function Change({ value }: { readonly value: number | null }): JSX.Element {
  const direction = value === null || value === 0 ? 'flat' : value > 0 ? 'up' : 'down';
  return <span class={`change change-${direction}`}>{writeChange(value)}</span>;
}
