import { Session } from 'chdb';

const WINDOW =
  'SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1';
const RAW = "(tenant String, id String, user_id String, created_at DateTime64(3, 'UTC'))";

const SCHEMA = [
  'CREATE DATABASE IF NOT EXISTS base ENGINE = Atomic',
  `CREATE TABLE IF NOT EXISTS base.sessions ${RAW} ENGINE = MergeTree ORDER BY (tenant, user_id) ${WINDOW}`,
  `CREATE TABLE IF NOT EXISTS base.searches ${RAW} ENGINE = MergeTree ORDER BY (tenant, user_id) ${WINDOW}`,
  `CREATE TABLE IF NOT EXISTS base.user_days (tenant String, day Date, user_id String, sessions UInt64, searches UInt64)
   ENGINE = SummingMergeTree ORDER BY (tenant, day, user_id) ${WINDOW}`,
  `CREATE MATERIALIZED VIEW IF NOT EXISTS base.from_sessions TO base.user_days AS
   SELECT tenant, toDate(created_at) AS day, user_id, count() AS sessions FROM base.sessions GROUP BY tenant, day, user_id`,
  `CREATE MATERIALIZED VIEW IF NOT EXISTS base.from_searches TO base.user_days AS
   SELECT tenant, toDate(created_at) AS day, user_id, count() AS searches FROM base.searches GROUP BY tenant, day, user_id`,
];

/** Tokens, deduplication windows on every table, and views that count: what is often taken for exactly once. */
const INSERT_SETTINGS = {
  async_insert: 0,
  insert_deduplicate: 1,
  deduplicate_insert: 'enable',
  deduplicate_blocks_in_dependent_materialized_views: 1,
  date_time_input_format: 'best_effort',
};

/** The store of the baseline; calls run one after the other. */
export class BaselineStore {
  private readonly session: Session;
  private last: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.session = new Session(directory);
    for (const statement of SCHEMA) this.session.query(statement);
  }

  insert(table: string, rows: readonly object[], token: string): Promise<void> {
    const values = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const settings = { ...INSERT_SETTINGS, insert_deduplication_token: token };
    return this.after(async () => {
      await this.session.insert({ table: `base.${table}`, format: 'JSONEachRow', values, settings });
    });
  }

  read<Row>(sql: string): Promise<Row[]> {
    return this.after(async () => {
      const result = await this.session.queryAsync(sql, { format: 'JSONEachRow' });
      const text = Buffer.from(result.bytes()).toString();
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Row);
    });
  }

  private after<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = this.last.then(work);
    this.last = next.catch(() => undefined);
    return next;
  }
}
