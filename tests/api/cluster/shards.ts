import { createClient } from '@clickhouse/client';
import { renderForCluster } from '../../../clickhouse/cluster/render-statement';
import { readMigrations } from '../../../clickhouse/migrate';
import { projectRoot } from '../../../clickhouse/project-root';
import { inDatabase } from '../../../clickhouse/sql/database';
import type { ClickHouseFront } from '../../support/clickhouse-front/start';
import { join } from 'node:path';

/** The most databases that stand for shards. */
export const MOST_SHARDS = 8;
/** What the query service reads: tables in front of all shards. */
export const IN_FRONT = 'in_front';

const SHARDS = Array.from({ length: MOST_SHARDS }, (_, index) => `shard_${index + 1}`);
const DISTRIBUTED =
  /^CREATE TABLE IF NOT EXISTS headcount\.(\w+) [\s\S]*Distributed\([^,]+, [^,]+, [^,]+, ([\s\S]+)\)$/;
const DROPPED = /^DROP TABLE IF EXISTS headcount\.(\w+)/;

interface WrittenTable {
  readonly table_name: string;
  readonly columns: readonly string[];
}

type Client = ReturnType<typeof createClient>;

/**
 * Databases that stand for the shards of a cluster, made of the very statements that a cluster gets. One server holds them
 * all, so nothing is replicated and Merge stands for Distributed.
 */
export class Shards {
  private readonly client: Client;
  /** By table: what decides the shard of a row. */
  private readonly shardingKeys = new Map<string, string>();

  constructor({ url, user, password }: ClickHouseFront) {
    this.client = createClient({
      url,
      username: user,
      password,
      clickhouse_settings: { wait_end_of_query: 1 },
    });
  }

  async create(): Promise<void> {
    const statements = readMigrations(join(projectRoot(), 'clickhouse', 'migrations'))
      .flatMap((migration) => migration.statements)
      .filter((statement) => !/^(--.*\n|\s)*INSERT/i.test(statement))
      .flatMap((statement) => renderForCluster(statement, { cluster: 'main', database: 'headcount' }));
    await this.run(`CREATE DATABASE IF NOT EXISTS ${IN_FRONT}`);
    for (const shard of SHARDS) {
      await this.run(`CREATE DATABASE IF NOT EXISTS ${shard}`);
      for (const statement of statements) await this.createOn(shard, statement);
    }
    const gone = new Set(statements.map((statement) => DROPPED.exec(statement)?.[1]));
    for (const statement of statements) {
      if (!gone.has(DISTRIBUTED.exec(statement)?.[1] ?? 'kept')) await this.createInFront(statement);
    }
    await this.run(`CREATE TABLE ${IN_FRONT}.schema_migrations AS headcount.schema_migrations
      ENGINE = Merge('headcount', '^schema_migrations$')`);
  }

  /** Sends the rows of every tenant `N shards`, that the one database holds, to the first N shards. */
  async fill(): Promise<void> {
    for (const table of await this.writtenTables()) {
      const key = this.shardingKeys.get(table.table_name) ?? '0';
      const columns = table.columns.join(', ');
      const count = table.columns.includes('tenant') ? `toUInt8(extract(tenant, '^[0-9]+'))` : '1';
      for (const [index, shard] of SHARDS.entries()) {
        await this.run(`INSERT INTO ${shard}.${table.table_name}_local (${columns}) SELECT ${columns}
          FROM headcount.${table.table_name} WHERE ${key} % ${count} = ${index}`);
      }
    }
  }

  /** How many of the shards hold rows of the tenant's facts. */
  async used(tenant: string): Promise<number> {
    const facts = ['sessions', 'searches', 'app_usage_reports'];
    let used = 0;
    for (const shard of SHARDS) {
      const counts = facts.map(
        (table) => `(SELECT count() FROM ${shard}.${table}_local WHERE tenant = '${tenant}')`,
      );
      const result = await this.client.query({ query: `SELECT ${counts.join(' + ')} AS n`, format: 'JSON' });
      const [row] = (await result.json<{ n: string }>()).data;
      if (Number(row?.n) > 0) used += 1;
    }
    return used;
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private async createOn(shard: string, statement: string): Promise<void> {
    const found = DISTRIBUTED.exec(statement);
    if (found) {
      this.shardingKeys.set(found[1] ?? '', found[2] ?? '');
      return;
    }
    if (/^ALTER TABLE headcount\.\w+(?<!_local) /.test(statement)) return;
    const alone = statement
      .replace(/ ON CLUSTER 'main'/, '')
      .replace(/ENGINE = Replicated(\w+)\('[^']*', '[^']*'(?:, )?/, 'ENGINE = $1(')
      .replace('replicated_deduplication_window', 'non_replicated_deduplication_window');
    await this.run(inDatabase(alone, shard));
  }

  private async createInFront(statement: string): Promise<void> {
    const [, table] = DISTRIBUTED.exec(statement) ?? [];
    if (table !== undefined) {
      await this.run(`CREATE TABLE ${IN_FRONT}.${table} AS shard_1.${table}_local
        ENGINE = Merge(REGEXP('^shard_[1-8]$'), '^${table}_local$')`);
      return;
    }
    const [, altered, change] =
      /^ALTER TABLE headcount\.(\w+)(?<!_local) ON CLUSTER 'main' ([\s\S]+)$/.exec(statement) ?? [];
    if (altered !== undefined) await this.run(`ALTER TABLE ${IN_FRONT}.${altered} ${change ?? ''}`);
  }

  /** The tables that the service itself writes, with their columns: not those that views write. */
  private async writtenTables(): Promise<WrittenTable[]> {
    const result = await this.client.query({
      query: `SELECT table AS table_name, groupArray(name) AS columns FROM system.columns
        WHERE database = 'headcount' AND default_kind NOT IN ('MATERIALIZED', 'ALIAS')
          AND table IN (SELECT name FROM system.tables WHERE database = 'headcount' AND engine LIKE '%MergeTree')
          AND table NOT IN (SELECT extract(create_table_query, ' TO headcount\\\\.(\\\\w+)') FROM system.tables
                            WHERE database = 'headcount' AND engine = 'MaterializedView')
          AND table != 'schema_migrations'
        GROUP BY table ORDER BY table`,
      format: 'JSON',
    });
    return (await result.json<WrittenTable>()).data;
  }

  private async run(query: string): Promise<void> {
    await this.client.command({ query });
  }
}
