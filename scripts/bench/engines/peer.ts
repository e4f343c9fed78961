/** An answer's rows: texts and numbers, in the order of the columns. */
export type Rows = readonly (readonly unknown[])[];

/** An engine that is asked the same questions over the same events. */
export interface Peer {
  readonly name: 'duckdb' | 'postgres';
  readonly version: string;
  readonly rows: (sql: string) => Promise<Rows>;
  close(): Promise<void>;
}
