import type { QueryParams } from '../../../clickhouse/store';
import { json } from '../../platform/http/answer';
import type { Answer } from '../../platform/http/route';
import type { Position, QueryCursors } from './cursor';
import type { PageRequest } from './parameters/page-request';
import type { Period } from './parameters/period';

/** What every row of a paged question says besides its own columns. */
export interface PagedRow {
  readonly total_count: string;
  readonly sort_number: string | null;
  readonly sort_name: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly totalCount: number;
  /** Where the next page starts; null if no row is left. */
  readonly next: Position | null;
}

/**
 * One page of a list that the question sorts itself. `ask` runs the question with the parameters of order and place;
 * one row more than the page is asked for, to know whether another page exists.
 */
export async function fetchPage<Row extends PagedRow>(
  request: PageRequest,
  after: Position | null,
  idOf: (row: Row) => string,
  ask: (place: QueryParams) => Promise<Row[]>,
): Promise<Page<Row>> {
  const order = { sort_by: request.sortBy, sort_order: request.sortOrder };
  const found = await ask({ ...order, ...startAfter(after), row_limit: request.pageSize + 1 });
  const rows = found.slice(0, request.pageSize);
  // The rows say how many there are in all; where the cursor left none, the first row of the list says it.
  const [witness] =
    found.length > 0 || after === null ? found : await ask({ ...order, ...startAfter(null), row_limit: 1 });
  const last = rows.at(-1);
  return {
    rows,
    totalCount: Number(witness?.total_count ?? 0),
    next: last !== undefined && found.length > rows.length ? positionOf(last, idOf(last)) : null,
  };
}

function startAfter(position: Position | null): QueryParams {
  return {
    after_number: position?.number ?? null,
    after_name: position?.name ?? '',
    after_id: position?.id ?? '',
  };
}

function positionOf(row: PagedRow, id: string): Position {
  return { number: row.sort_number, name: row.sort_name, id };
}

/** The envelope of every list: `{period, data, total_count, next_cursor}`. */
export function pageAnswer<Row>(
  period: Period,
  page: Page<Row>,
  cursors: QueryCursors,
  present: (row: Row) => unknown,
): Answer {
  return json(200, {
    period,
    data: page.rows.map(present),
    total_count: page.totalCount,
    next_cursor: page.next === null ? null : cursors.seal(page.next),
  });
}
