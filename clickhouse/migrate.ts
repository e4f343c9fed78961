import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { splitStatements } from './sql/statements';
import type { Store } from './store';

export interface MigrateOptions {
  readonly directory?: string;
  readonly now?: () => Date;
  /** Told before each file is run. */
  readonly onFile?: (name: string) => void;
  /** Told after each statement of a file, counted from 1. */
  readonly onStatement?: (name: string, statement: number) => void;
}

export interface Migration {
  readonly number: number;
  /** The file's name without `.sql`. */
  readonly name: string;
  /** SHA-256 of the file, in hex. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;
const LEDGER = `CREATE TABLE IF NOT EXISTS headcount.schema_migrations
(
    number     UInt32,
    name       String,
    checksum   String,
    applied_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(applied_at)
ORDER BY number
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0`;

/**
 * Brings the schema up to date, forward only, and returns the names of the files it ran.
 *
 * A file is entered in the ledger after its last statement. Every statement may be run again, so a file that was interrupted
 * anywhere is simply run from its start. Throws if the files are not numbered 1, 2, 3 ... without gap or repeat, if an applied
 * file has changed since, or if the ledger knows files that are not here.
 */
export async function migrate(store: Store, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(options.directory ?? join(projectRoot(), 'clickhouse', 'migrations'));
  await store.command('CREATE DATABASE IF NOT EXISTS headcount');
  await store.command(LEDGER);
  const pending = pendingMigrations(migrations, await store.query<Applied>('health/applied-migrations', {}));
  for (const migration of pending) {
    options.onFile?.(migration.name);
    for (const [index, statement] of migration.statements.entries()) {
      await store.command(statement);
      options.onStatement?.(migration.name, index + 1);
    }
    const { number, name, checksum } = migration;
    const appliedAt = (options.now?.() ?? new Date()).toISOString();
    await store.insert({
      table: 'schema_migrations',
      columns: ['number', 'name', 'checksum', 'applied_at'],
      rows: [JSON.stringify([number, name, checksum, appliedAt])],
    });
  }
  return pending.map(({ name }) => name);
}

/** The migration files in order. Throws on a foreign file name, a gap or a number used twice. */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const number = Number(FILE_NAME.exec(file)?.[1]);
    if (Number.isNaN(number)) throw new Error(`migration ${file} must be named NNNN_words.sql`);
    if (number !== index + 1) {
      const fault = number <= index ? 'is used twice' : `is missing before ${file}`;
      throw new Error(`migration number ${String(Math.min(number, index + 1)).padStart(4, '0')} ${fault}`);
    }
    const sql = readFileSync(join(directory, file), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { number, name: file.replace(/\.sql$/, ''), checksum, statements: splitStatements(sql) };
  });
}

/** What is still to be run. Throws if what was run does not fit the files. */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly Applied[],
): Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of applied) {
    const migration = byNumber.get(number);
    if (!migration) throw new Error(`the database has migration ${name}, which this version does not know`);
    if (migration.checksum !== checksum) {
      throw new Error(`migration ${migration.name} has changed since it was applied`);
    }
  }
  const done = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !done.has(number));
}
