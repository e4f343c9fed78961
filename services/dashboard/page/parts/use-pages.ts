import { useState } from 'preact/hooks';
import { pathWith } from '../api/paths';

export const PAGE_SIZE = 25;

/** Where a reader is in a list: the cursors that led here, for this very question. */
export interface Pages {
  readonly path: string;
  readonly number: number;
  readonly back: (() => void) | null;
  readonly onTo: (cursor: string) => void;
}

/** Pages of a list; another question begins at its first page. */
export function usePages(question: string): Pages {
  const [walk, setWalk] = useState<{ readonly question: string; readonly cursors: readonly string[] }>({
    question,
    cursors: [],
  });
  const cursors = walk.question === question ? walk.cursors : [];
  const cursor = cursors.at(-1);
  const [base = '', query = ''] = question.split('?', 2);
  return {
    path: pathWith(base, {
      ...Object.fromEntries(new URLSearchParams(query)),
      page_size: PAGE_SIZE,
      cursor,
    }),
    number: cursors.length + 1,
    back:
      cursors.length === 0
        ? null
        : () => {
            setWalk({ question, cursors: cursors.slice(0, -1) });
          },
    onTo: (next) => {
      setWalk({ question, cursors: [...cursors, next] });
    },
  };
}
