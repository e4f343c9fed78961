import type { ColumnJoin } from './joins';

export interface Column {
  readonly name: string;
  readonly type: string;
}

/** A column that the engine computes when a row is written; it is not inserted. */
export interface ComputedColumn extends Column {
  readonly expression: string;
}

export interface JoinedColumn extends Column {
  readonly join: ColumnJoin;
}

/** A materialized view: what a fact adds to an aggregate. */
export interface View {
  readonly name: string;
  readonly fact: string;
  readonly target: string;
  /** The columns of the target that it fills. */
  readonly columns: readonly Column[];
  /** Its SELECT, with tables named `database.table`. */
  readonly select: string;
}

/** A table of facts: what was sent, one row for each identity. Every aggregate can be made again from these. */
export interface FactTable {
  readonly name: string;
  readonly key: readonly Column[];
  /** What is inserted, key columns too. */
  readonly columns: readonly Column[];
  readonly computed: readonly ComputedColumn[];
  readonly views: readonly View[];
}

/** A table that views write. Without joined columns it is a set of rows. */
export interface AggregateTable {
  readonly name: string;
  readonly key: readonly Column[];
  readonly joins: readonly JoinedColumn[];
  readonly views: readonly View[];
  /**
   * A view reads what a newer version of a fact may change: then the table may hold more than the facts as they are now
   * account for, which is no fault.
   */
  readonly keepsOlderVersions: boolean;
}

/** What a table is for that is neither fact nor aggregate. */
export type OtherPurpose = 'directory' | 'quarantine' | 'user_numbers' | 'erasures' | 'service';

export interface OtherTable {
  readonly name: string;
  readonly purpose: OtherPurpose;
  readonly key: readonly Column[];
  readonly columns: readonly Column[];
}

/** Everything in the database, by what it is for. */
export interface Catalog {
  readonly database: string;
  readonly facts: readonly FactTable[];
  readonly aggregates: readonly AggregateTable[];
  readonly others: readonly OtherTable[];
}
