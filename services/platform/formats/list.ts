/**
 * What a column holds. Integers have 64 bits, numbers are doubles, `texts` are lists of texts, `json` is JSON text of whatever
 * the row holds there. Any value may be null.
 */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'texts' | 'json';
export type Value = string | number | bigint | boolean | readonly string[] | null;

export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly valueIn: (row: Row) => Value;
}

/** A list that can be written in any format: rows as JSON shows them, and how they lie flat (contract 9). */
export interface List<Row> {
  /** Of the file it is saved as, without the ending. */
  readonly name: string;
  /** In the order of the JSON fields. */
  readonly columns: readonly Column<Row>[];
  /** All of them, or block by block as they come. */
  readonly rows: readonly Row[] | AsyncIterable<readonly Row[]>;
  /** A row as JSON; for rows that JSON.stringify cannot print. */
  readonly jsonOf?: (row: Row) => string;
}

/**
 * Columns by where their values stand in a row, outermost first: `{'user.id': 'text'}` is a column `user_id` that holds
 * `row.user.id`.
 */
export function columnsAt<Row extends object>(types: Readonly<Record<string, ColumnType>>): Column<Row>[] {
  return Object.entries(types).map(([path, type]) => {
    const steps = path.split('.');
    const valueIn = (row: Row): Value => {
      const value = valueAt(row, steps);
      return type === 'json' && value !== null ? JSON.stringify(value) : (value as Value);
    };
    return { name: steps.join('_'), type, valueIn };
  });
}

function valueAt(row: object, steps: readonly string[]): unknown {
  let value: unknown = row;
  for (const step of steps) value = (value as Record<string, unknown>)[step];
  return value;
}

/** The rows block by block, whichever way the list has them. */
export async function* blocksOf<Row>(rows: List<Row>['rows']): AsyncGenerator<readonly Row[]> {
  if (Symbol.asyncIterator in rows) yield* rows;
  else if (rows.length > 0) yield rows;
}

/** The rows in blocks of exactly so many, the last one excepted; none is empty. */
export async function* blocksOfSize<Row>(
  rows: List<Row>['rows'],
  size: number,
): AsyncGenerator<readonly Row[]> {
  let collected: Row[] = [];
  for await (const block of blocksOf(rows)) {
    for (const row of block) {
      collected.push(row);
      if (collected.length === size) {
        yield collected;
        collected = [];
      }
    }
  }
  if (collected.length > 0) yield collected;
}
