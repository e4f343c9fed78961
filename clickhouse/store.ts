import type { BucketsAsked, BucketValues } from './kept-buckets';
import type { DaySpan } from './writes';

/** A value bound to a `{name:Type}` placeholder of a question. Dates and instants travel as strings or numbers the type parses. */
export type QueryValue = string | number | bigint | boolean | null | readonly QueryValue[];
export type QueryParams = Readonly<Record<string, QueryValue>>;

/** One insert: rows are JSON arrays in the order of `columns`, one string a row (JSONCompactEachRow). */
export interface InsertBatch {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** The days that the rows, and all that the views make of them, are about, counted from 1970-01-01; any where it is absent. */
  readonly days?: ReadonlySet<number>;
}

/**
 * The only door to the data, the same for the embedded engine and for a ClickHouse server.
 *
 * `question` is the path of a file below clickhouse/queries without `.sql`, e.g. `devin/active-users-by-bucket`; it runs
 * read-only and answers rows as objects (64-bit integers arrive as strings, smaller ones as numbers).
 */
export interface Store {
  /** The name of the database that holds everything. */
  readonly database: string;
  query<Row>(question: string, params: QueryParams, signal?: AbortSignal): Promise<Row[]>;
  /**
   * Reads a question of any length block by block, in its order and within limits of its own. `columns` are those of the
   * question that are wanted; what only the others need is not computed. Nothing runs before the first block is asked for.
   * Whoever stops taking blocks, or aborts, stops the engine. An error may come after good rows.
   */
  stream<Row>(
    question: string,
    params: QueryParams,
    columns: readonly string[],
    signal?: AbortSignal,
  ): AsyncIterable<Row[]>;
  /**
   * Reads with a statement that is made from the catalog of tables, as whoever goes over all of them must; read-only, within
   * the limits of a question. Never caller-supplied text.
   */
  read<Row>(statement: string): Promise<Row[]>;
  /**
   * Values of buckets of days, each kept until anything is written about its days; `compute` reads those that are not kept, and
   * nothing that other days decide. All are of one moment after the call.
   */
  keptByBucket(
    asked: BucketsAsked,
    compute: (buckets: readonly DaySpan[]) => Promise<BucketValues>,
  ): Promise<BucketValues>;
  /** Writes the rows; resolves when they and everything the views derive from them are on disk. */
  insert(batch: InsertBatch): Promise<void>;
  /** Runs one statement of ours that changes the schema or the data (migrations, repair). Never caller-supplied text. */
  command(statement: string): Promise<void>;
  /**
   * Reads with a statement that the catalog's tables were written into, to compare the store with itself: one at a time, on one
   * thread, in little memory, for as long as it takes. Never caller-supplied text.
   */
  audit<Row>(statement: string, signal?: AbortSignal): Promise<Row[]>;
  /** Makes the names of what was inserted as lasting as its bytes: what was inserted before survives a loss of power. */
  sync(): Promise<void>;
  /**
   * Stays the same as long as nothing that the tenant has stored can have changed: what was read between two equal ones is still
   * so. Undefined while a write runs, and always where other processes may write.
   */
  generationOf(tenant: string): number | undefined;
  /** For how long nothing of a tenant was read and nothing was written: work that nobody waits for is done then. */
  idleMs(): number;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}
