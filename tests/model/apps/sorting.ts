import { compareCodePoints } from '../code-points';

export type SortOrder = 'asc' | 'desc';

/** What a row is sorted by: the key, then the lower-cased name, then the id. */
export interface SortKeys {
  readonly key: number | string | null;
  readonly name: string;
  readonly id: string;
}

/** Nulls last in both directions; ties always ascending by lower-cased name, then id, by code point. */
export function sortRows<Row>(rows: readonly Row[], order: SortOrder, keysOf: (row: Row) => SortKeys): Row[] {
  return [...rows].sort((left, right) => {
    const a = keysOf(left);
    const b = keysOf(right);
    if (a.key === null || b.key === null) {
      if (a.key !== b.key) return a.key === null ? 1 : -1;
      return compareTies(a, b);
    }
    const ascending = compareKeys(a.key, b.key);
    if (ascending !== 0) return order === 'asc' ? ascending : -ascending;
    return compareTies(a, b);
  });
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareCodePoints(String(a), String(b));
}

function compareTies(a: SortKeys, b: SortKeys): number {
  return compareCodePoints(a.name.toLowerCase(), b.name.toLowerCase()) || compareCodePoints(a.id, b.id);
}
