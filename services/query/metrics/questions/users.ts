import type { QueryParams, Store } from '../../../../clickhouse/store';
import type { List } from '../../../platform/formats/list';
import { answerInFormat } from '../../../platform/formats/list-answer';
import { json } from '../../../platform/http/answer';
import type { Route } from '../../../platform/http/route';
import { type Position, QueryCursors } from '../../apps/cursor';
import { Refused } from '../../apps/errors';
import { fetchPage, type PagedRow } from '../../apps/page';
import type { PageRequest } from '../../apps/parameters/page-request';
import { type Problem, unprocessable, valueError } from '../../devin/problems';
import { type MetricsContext, metricsRoute } from '../endpoint';
import { dataThrough, isProvisional } from '../freshness';
import { readAsked } from '../parameters/asked';
import { readPage } from '../parameters/page';
import { boundsOf } from '../two-periods';
import {
  type ActiveUser,
  activeUser,
  type ActiveUserRow,
  activeUsersParams,
  USER_COLUMNS,
} from '../user-activity';

const QUESTION = 'metrics/users';
/** More rows than any list has. */
const NO_LIMIT = 4_294_967_295;

/**
 * `GET /v1/metrics/users`: the people behind a count of active users, a page at a time; all of them are those that
 * `active-users` counts for the same range. Formats other than JSON hold the whole list.
 */
export function users({ store, cursorKey }: MetricsContext): Route {
  return metricsRoute('users', async (request) => {
    const problems: Problem[] = [];
    const asked = readAsked(request, problems);
    const page = readPage(request.query, problems);
    if (!asked || !page) return unprocessable(problems);
    const { period, compare } = asked;
    const params = activeUsersParams(asked);
    const cursors = new QueryCursors(cursorKey, ['users', printable(params), page.sortBy, page.sortOrder]);
    const after = openCursor(cursors, page.cursor, problems);
    if (after === undefined) return unprocessable(problems);

    const present = (row: ActiveUserRow): ActiveUser => activeUser(row, compare !== null);
    return answerInFormat(
      asked.format,
      async () => {
        const found = await fetchPage<ActiveUserRow & PagedRow>(
          page,
          after,
          (row) => row.user_id,
          (place) => store.query(QUESTION, { ...params, ...place }, request.signal),
        );
        const ends = compare ? [period.timeBefore, compare.timeBefore] : [period.timeBefore];
        const data_through = dataThrough(request.now, ends);
        return json(200, {
          data_through,
          timezone: asked.timezone,
          ...boundsOf(period),
          provisional: isProvisional(period.timeBefore, data_through),
          data: found.rows.map(present),
          total_count: found.totalCount,
          next_cursor: found.next && cursors.seal(found.next),
          compare: compare && boundsOf(compare),
        });
      },
      () => wholeList(store, params, page, present, request.signal),
    );
  });
}

/** The position of a cursor of this query, null without one; undefined after a problem. */
function openCursor(
  cursors: QueryCursors,
  cursor: string | undefined,
  problems: Problem[],
): Position | null | undefined {
  try {
    return cursors.open(cursor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(valueError('cursor', 'cursor is not one of this query; start again without cursor'));
    return undefined;
  }
}

/** What JSON can print, which BigInts are not. */
function printable(params: QueryParams): unknown {
  return Object.entries(params).map(([name, value]) => [name, String(value)]);
}

function wholeList(
  store: Store,
  params: QueryParams,
  { sortBy, sortOrder }: PageRequest,
  present: (row: ActiveUserRow) => ActiveUser,
  signal: AbortSignal,
): List<ActiveUser> {
  const everything = { after_number: null, after_name: '', after_id: '', row_limit: NO_LIMIT };
  const blocks = store.stream<ActiveUserRow>(
    QUESTION,
    { ...params, sort_by: sortBy, sort_order: sortOrder, ...everything },
    USER_COLUMNS.map(({ name }) => name),
    signal,
  );
  return { name: 'users', columns: USER_COLUMNS, rows: presented(blocks, present) };
}

async function* presented(
  blocks: AsyncIterable<readonly ActiveUserRow[]>,
  present: (row: ActiveUserRow) => ActiveUser,
): AsyncGenerator<readonly ActiveUser[]> {
  for await (const rows of blocks) yield rows.map(present);
}
