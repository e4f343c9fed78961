import type { List } from './list';
import { writeColumnar } from './columnar';
import { writeCsv } from './csv';
import { writeNdjson } from './ndjson';

/** The formats that a list can be asked for in; `json` is each question's own answer (contract 9). */
export const FORMATS = ['json', 'csv', 'ndjson', 'parquet', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];
/** The formats that hold the whole list and nothing else. */
export type ListFormat = Exclude<Format, 'json'>;

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.stream',
};

export const WRITERS: Readonly<Record<ListFormat, <Row>(list: List<Row>) => AsyncIterable<Uint8Array>>> = {
  csv: writeCsv,
  ndjson: writeNdjson,
  parquet: (list) => writeColumnar('parquet', list),
  arrow: (list) => writeColumnar('arrow', list),
};

export function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}
