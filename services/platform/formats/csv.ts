import { blocksOf, type List, type Value } from './list';

const LINE_END = '\r\n';
const NEEDS_QUOTES = /[",\r\n]/;
/** A spreadsheet takes a text that starts with one of these for a formula, and runs it. */
const STARTS_LIKE_A_FORMULA = /^[=+\-@\t\r]/;

/**
 * RFC 4180 with a header. Null is an empty cell and an empty text is `""`; arrays are JSON text. A text that a spreadsheet would
 * run as a formula is preceded by an apostrophe.
 */
export async function* writeCsv<Row>({ columns, rows }: List<Row>): AsyncGenerator<Buffer> {
  let pending = line(columns.map(({ name }) => name));
  for await (const block of blocksOf(rows)) {
    for (const row of block) pending += line(columns.map((column) => column.valueIn(row)));
    yield Buffer.from(pending);
    pending = '';
  }
  if (pending !== '') yield Buffer.from(pending);
}

function line(values: readonly Value[]): string {
  return values.map(cell).join(',') + LINE_END;
}

/** One value as a cell. */
export function cell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return quoted(STARTS_LIKE_A_FORMULA.test(value) ? `'${value}` : value);
  if (typeof value === 'object') return quoted(JSON.stringify(value));
  return String(value);
}

function quoted(text: string): string {
  return text === '' || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
