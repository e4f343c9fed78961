import { compareCodePoints } from '../code-point-order';
import type { Position } from './cursor';
import type { Page, PagedRow } from './page';
import type { PageRequest } from './parameters/page-request';

/** What a row of a list that fits into memory says of its place in the order: see PagedRow, whose order this is. */
export type PlacedRow = Pick<PagedRow, 'sort_number' | 'sort_name'>;

/** One page of a whole list, the same as the list's question cuts itself. */
export function cutPage<Row extends PlacedRow>(
  list: readonly Row[],
  request: PageRequest,
  after: Position | null,
  { nameField, idOf }: { readonly nameField: string; readonly idOf: (row: Row) => string },
): Page<Row> {
  const namesDescend = request.sortBy === nameField && request.sortOrder === 'desc';
  const compare = (one: Position, other: Position): number =>
    compareNumbers(one.number, other.number) ||
    (namesDescend ? -1 : 1) * compareCodePoints(one.name, other.name) ||
    compareCodePoints(one.id, other.id);
  const sorted = list
    .map((row) => ({
      row,
      position: { number: row.sort_number, name: row.sort_name, id: idOf(row) },
    }))
    .sort((one, other) => compare(one.position, other.position));
  const start = after === null ? 0 : sorted.findIndex(({ position }) => compare(position, after) > 0);
  const rest = start === -1 ? [] : sorted.slice(start);
  const page = rest.slice(0, request.pageSize);
  return {
    rows: page.map(({ row }) => row),
    totalCount: list.length,
    next: rest.length > page.length ? (page.at(-1)?.position ?? null) : null,
  };
}

/** Nulls last. Beyond 2^53 neighbours are one number: there the digits decide. */
function compareNumbers(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return Number(one) - Number(other) || (one === other ? 0 : Number(BigInt(one) - BigInt(other)));
}

/** A row's place by the figure that the list is sorted by, as its question writes it; 0 where names decide. */
export function sortNumber(
  figures: Readonly<Record<string, bigint | null>>,
  { sortBy, sortOrder }: PageRequest,
): string | null {
  const figure = sortBy in figures ? figures[sortBy] : 0n;
  return figure == null ? null : String(sortOrder === 'desc' ? -figure : figure);
}
