import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog } from '../catalog/catalog';
import type { Alone } from '../reconcile/reconcile';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';
import { finishBackup } from './manifest';
import type { Manifest } from './manifest';

export interface BackUpOptions {
  readonly store: Pick<Store, 'audit' | 'command'>;
  readonly catalog: Catalog;
  readonly alone: Alone;
  /** Absolute, inside the directory that the engine may write backups to; made here. */
  readonly directory: string;
  /** Files and directories that are part of the same moment, by their name in the backup; those that are not there are left out. */
  readonly beside: Readonly<Record<string, string>>;
  readonly now: () => Date;
}

const MUTATION_POLL_MS = 100;

/**
 * Backs up the whole store as it is at one moment between two commits. Commits wait only while each table's parts are linked into
 * a second database; that is copied while everything goes on, and dropped.
 */
export async function backUp(options: BackUpOptions): Promise<Manifest> {
  const { store, catalog, directory } = options;
  const { database } = catalog;
  const snapshot = `${database}_snapshot`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  try {
    await store.command(`DROP DATABASE IF EXISTS ${snapshot} SYNC`);
    await store.command(`CREATE DATABASE ${snapshot} ENGINE = Atomic`);
    while (!(await options.alone(() => linkTables(options, snapshot)))) await sleep(MUTATION_POLL_MS);
    const madeAt = options.now().toISOString();
    const rows = await rowsOf(store, snapshot);
    await store.command(`BACKUP DATABASE ${snapshot} TO File(${stringLiteral(join(directory, 'store'))})`);
    const views = await viewStatements(store, database);
    return await finishBackup(directory, { made_at: madeAt, database, rows, views });
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  } finally {
    await store.command(`DROP DATABASE IF EXISTS ${snapshot} SYNC`);
  }
}

/** False, with nothing done, while rows are being changed in place: a copy would miss what is still to be changed. */
async function linkTables(
  { store, catalog, directory, beside }: BackUpOptions,
  snapshot: string,
): Promise<boolean> {
  const { database } = catalog;
  const pending = `SELECT 1 FROM system.mutations WHERE database = ${stringLiteral(database)} AND NOT is_done AND NOT is_killed`;
  if ((await store.audit(pending)).length > 0) return false;
  for (const name of tablesOf(catalog)) {
    await store.command(`CREATE TABLE ${snapshot}.${name} CLONE AS ${database}.${name}`);
  }
  for (const [name, source] of Object.entries(beside)) {
    const isThere = await stat(source).then(
      () => true,
      () => false,
    );
    if (isThere) await cp(source, join(directory, name), { recursive: true });
  }
  return true;
}

function tablesOf({ facts, aggregates, others }: Catalog): string[] {
  return [...facts, ...aggregates, ...others].map(({ name }) => name);
}

/** Rows of each table, those that a merge would join counted as one, so that a merge meanwhile changes nothing. */
export async function rowsOf(store: Pick<Store, 'audit'>, database: string): Promise<Record<string, number>> {
  const tables = await store.audit<{ name: string; engine: string }>(
    `SELECT name, engine FROM system.tables WHERE database = ${stringLiteral(database)} AND engine LIKE '%MergeTree'`,
  );
  const counts = tables.map(({ name, engine }) => {
    const joined = engine === 'MergeTree' ? '' : ' FINAL';
    return `SELECT ${stringLiteral(name)} AS name, count() AS rows FROM ${database}.${name}${joined}`;
  });
  const rows = await store.audit<{ name: string; rows: string }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.rows)]));
}

async function viewStatements(store: Pick<Store, 'audit'>, database: string): Promise<string[]> {
  const views = await store.audit<{ statement: string }>(
    `SELECT create_table_query AS statement FROM system.tables
     WHERE database = ${stringLiteral(database)} AND engine = 'MaterializedView' ORDER BY name`,
  );
  return views.map(({ statement }) => statement);
}
