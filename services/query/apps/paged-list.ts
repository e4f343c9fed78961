import type { QueryParams, Store } from '../../../clickhouse/store';
import type { Format } from '../../platform/formats/format';
import type { Column, List } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer } from '../../platform/http/route';
import type { Position, QueryCursors } from './cursor';
import { fetchPage, pageAnswer, type PagedRow } from './page';
import type { PageRequest } from './parameters/page-request';
import type { Period } from './parameters/period';

/** A list that its question sorts and pages, and how its rows are shown in any format. */
export interface PagedList<Row extends PagedRow, Json> {
  readonly name: string;
  /** Below clickhouse/queries. */
  readonly question: string;
  /** The question's columns that `present` reads. */
  readonly fields: readonly (keyof Row & string)[];
  readonly idOf: (row: Row) => string;
  /** A row as JSON shows it. */
  readonly present: (row: Row) => Json;
  /** Of what `present` makes, in its order. */
  readonly columns: readonly Column<Json>[];
}

export interface ListRequest {
  readonly format: Format;
  readonly period: Period;
  readonly page: PageRequest;
  readonly after: Position | null;
  readonly cursors: QueryCursors;
  /** The question's parameters, without those of order and place. */
  readonly params: QueryParams;
  readonly signal: AbortSignal;
  /** Throws 404 where what the path names is not there. */
  readonly requireKnown: () => Promise<void>;
}

/** More rows than any list has. */
const NO_LIMIT = 4_294_967_295;

/** The page asked for as JSON, or the whole list in another format, block by block while the store computes it. */
export function answerPagedList<Row extends PagedRow, Json>(
  store: Store,
  list: PagedList<Row, Json>,
  request: ListRequest,
): Promise<Answer> {
  return answerInFormat(
    request.format,
    async () => {
      const ask = (place: QueryParams): Promise<Row[]> =>
        store.query(list.question, { ...request.params, ...place }, request.signal);
      const [page] = await Promise.all([
        fetchPage(request.page, request.after, list.idOf, ask),
        request.requireKnown(),
      ]);
      return pageAnswer(request.period, page, request.cursors, list.present);
    },
    async () => {
      await request.requireKnown();
      return wholeList(store, list, request);
    },
  );
}

function wholeList<Row extends PagedRow, Json>(
  store: Store,
  { name, question, fields, columns, present }: PagedList<Row, Json>,
  { params, page, signal }: ListRequest,
): List<Json> {
  const order = { sort_by: page.sortBy, sort_order: page.sortOrder };
  const everything = { after_number: null, after_name: '', after_id: '', row_limit: NO_LIMIT };
  const blocks = store.stream<Row>(question, { ...params, ...order, ...everything }, fields, signal);
  return { name, columns, rows: presented(blocks, present) };
}

async function* presented<Row, Json>(
  blocks: AsyncIterable<readonly Row[]>,
  present: (row: Row) => Json,
): AsyncGenerator<readonly Json[]> {
  for await (const rows of blocks) yield rows.map(present);
}
