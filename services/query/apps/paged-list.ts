import type { QueryParams, Store } from '../../../clickhouse/store';
import type { Format } from '../../platform/formats/format';
import type { Column, List } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import type { Answer } from '../../platform/http/route';
import type { Position, QueryCursors } from './cursor';
import { fetchPage, type Page, pageAnswer, type PagedRow } from './page';
import type { PageRequest } from './parameters/page-request';
import type { Period } from './parameters/period';
import { cutPage, type PlacedRow } from './sorted-page';

/** A list that its question sorts and pages, and how its rows are shown in any format. */
export interface PagedList<Row extends PlacedRow, Json, Params extends QueryParams = QueryParams> {
  readonly name: string;
  /** Below clickhouse/queries. */
  readonly question: string;
  /** The question's columns that `present` reads. */
  readonly fields: readonly (keyof Row & string)[];
  readonly idOf: (row: Row) => string;
  /** What it is sorted by where names decide. */
  readonly nameField: string;
  /** All of its rows, in any order, where they are few: then pages are cut from them. Undefined where they are not. */
  readonly readShort?: (
    store: Store,
    params: Params,
    page: PageRequest,
    signal: AbortSignal,
  ) => Promise<readonly Row[] | undefined>;
  /** A row as JSON shows it. */
  readonly present: (row: Row) => Json;
  /** Of what `present` makes, in its order. */
  readonly columns: readonly Column<Json>[];
}

export interface ListRequest<Params extends QueryParams = QueryParams> {
  readonly format: Format;
  readonly period: Period;
  readonly page: PageRequest;
  readonly after: Position | null;
  readonly cursors: QueryCursors;
  /** The question's parameters, without those of order and place. */
  readonly params: Params;
  readonly signal: AbortSignal;
  /** Throws 404 where what the path names is not there. */
  readonly requireKnown: () => Promise<void>;
}

/** More rows than any list has. */
const NO_LIMIT = 4_294_967_295;

/** The page asked for as JSON, or the whole list in another format, block by block while the store computes it. */
export function answerPagedList<Row extends PlacedRow, Json, Params extends QueryParams>(
  store: Store,
  list: PagedList<Row, Json, Params>,
  request: ListRequest<Params>,
): Promise<Answer> {
  return answerInFormat(
    request.format,
    async () => {
      const page = await readPage(store, list, request);
      // Whatever has rows is known.
      if (page.totalCount === 0) await request.requireKnown();
      return pageAnswer(request.period, page, request.cursors, list.present);
    },
    async () => {
      await request.requireKnown();
      return wholeList(store, list, request);
    },
  );
}

async function readPage<Row extends PlacedRow, Json, Params extends QueryParams>(
  store: Store,
  list: PagedList<Row, Json, Params>,
  { page, after, params, signal }: ListRequest<Params>,
): Promise<Page<Row>> {
  const short = await list.readShort?.(store, params, page, signal);
  if (short) return cutPage(short, page, after, list);
  const ask = (place: QueryParams): Promise<(Row & PagedRow)[]> =>
    store.query(list.question, { ...params, ...place }, signal);
  return fetchPage(page, after, list.idOf, ask);
}

function wholeList<Row extends PlacedRow, Json, Params extends QueryParams>(
  store: Store,
  { name, question, fields, columns, present }: PagedList<Row, Json, Params>,
  { params, page, signal }: ListRequest<Params>,
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
