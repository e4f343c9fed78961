import type { JSX } from 'preact';
import { count } from '../charts/figures';
import { Icon } from './icons';
import { PAGE_SIZE } from './use-pages';
import type { Pages } from './use-pages';

interface PagerProps {
  readonly pages: Pages;
  readonly total: number;
  readonly shown: number;
  readonly next: string | null;
  /** Of what it is a list. */
  readonly name: string;
}

export function Pager({ pages, total, shown, next, name }: PagerProps): JSX.Element {
  const first = (pages.number - 1) * PAGE_SIZE + 1;
  return (
    <nav class="pager" aria-label={`Pages of ${name}`}>
      <span aria-live="polite">
        {shown === 0 ? 'None' : `${count(first)} – ${count(first + shown - 1)}`} of {count(total)}
      </span>
      <button type="button" class="quiet" disabled={pages.back === null} onClick={() => pages.back?.()}>
        <Icon name="left" size={15} />
        Back
      </button>
      <button
        type="button"
        class="quiet"
        disabled={next === null}
        onClick={() => {
          if (next !== null) pages.onTo(next);
        }}
      >
        Next
        <Icon name="right" size={15} />
      </button>
    </nav>
  );
}
