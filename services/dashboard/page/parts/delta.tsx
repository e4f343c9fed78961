import type { JSX } from 'preact';
import type { Delta } from '../api/answers';
import type { Write } from '../charts/figures';
import { Change } from './tile';

/** A figure and its change, side by side, in a cell of a table. */
export function DeltaCell({
  delta,
  write,
  isCompared,
}: {
  readonly delta: Delta;
  readonly write: Write;
  readonly isCompared: boolean;
}): JSX.Element {
  return (
    <span class="delta">
      {write(delta.value)}
      {isCompared && <Change value={delta.change_pct} />}
    </span>
  );
}
