import { type Column, columnsAt, type ColumnType } from '../../platform/formats/list';
import { answerInFormat } from '../../platform/formats/list-answer';
import { json } from '../../platform/http/answer';
import type { Answer } from '../../platform/http/route';
import { dataThrough } from './freshness';
import type { Asked } from './parameters/asked';
import type { Period } from './parameters/period';

/** What a question has to say about one period. */
export interface Reading<Entry> {
  /** The end of the period's last bucket, in Unix seconds. */
  readonly endSecond: number;
  /** The entries; provisional are those that end after `through`. */
  entries(through: number): Promise<readonly Entry[]>;
}

/** How entries lie flat in formats other than JSON. */
export interface FlatForm<Entry> {
  /** Of the file. */
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The rows of an entry, if it is more than one. */
  readonly rowsOf?: (entry: Entry) => readonly object[];
}

/**
 * `{data_through, timezone, time_after, time_before, data, compare}`, where `compare` is `{time_after, time_before, data}` of
 * the prior period, or null if none was asked for. In other formats one list, the prior period's rows last, with
 * `is_comparison` as the last column.
 */
export async function answerTwoPeriods<Entry extends object>(
  asked: Asked,
  now: Date,
  flat: FlatForm<Entry>,
  read: (period: Period) => Reading<Entry>,
): Promise<Answer> {
  const main = read(asked.period);
  const prior = asked.compare && { period: asked.compare, reading: read(asked.compare) };
  const ends = [main.endSecond, ...(prior ? [prior.reading.endSecond] : [])];
  const data_through = dataThrough(now, ends);
  const [data, priorData] = await Promise.all([
    main.entries(data_through),
    prior ? prior.reading.entries(data_through) : [],
  ]);
  return answerInFormat(
    asked.format,
    () =>
      json(200, {
        data_through,
        timezone: asked.timezone,
        ...boundsOf(asked.period),
        data,
        compare: prior && { ...boundsOf(prior.period), data: priorData },
      }),
    () => ({
      name: flat.name,
      columns: flatColumns(flat),
      rows: [...flatRows(flat, data, false), ...flatRows(flat, priorData, true)],
    }),
  );
}

/** A period as answers echo it. */
export function boundsOf(period: Period): { readonly time_after: number; readonly time_before: number } {
  return { time_after: period.timeAfter, time_before: period.timeBefore };
}

function flatColumns<Entry>({ columns }: FlatForm<Entry>): Column<object>[] {
  return columnsAt({ ...columns, is_comparison: 'boolean' });
}

function flatRows<Entry extends object>(
  { rowsOf }: FlatForm<Entry>,
  entries: readonly Entry[],
  is_comparison: boolean,
): object[] {
  const rows: readonly object[] = rowsOf ? entries.flatMap(rowsOf) : entries;
  return rows.map((row) => ({ ...row, is_comparison }));
}
