import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openStore } from '../open-store';
import type { StoreOptions } from '../open-store';
import { stringLiteral } from '../sql/literal';
import { rowsOf } from './back-up';
import { BadBackup, syncFiles, verifyBackup } from './manifest';
import type { Manifest } from './manifest';

export interface RestoreOptions {
  /** Where the store is to be; its data directory holds no store. */
  readonly store: StoreOptions;
  readonly backup: string;
}

/**
 * Makes the store of a backup again, beside its place, and moves it there when every table has its rows: a restore that breaks off
 * leaves no half store. Throws BadBackup.
 */
export async function restore({ store: options, backup }: RestoreOptions): Promise<Manifest> {
  const manifest = await verifyBackup(backup);
  if (manifest.database !== options.database) {
    throw new BadBackup(
      `The backup is of the database ${manifest.database}: set CLICKHOUSE_DATABASE to that.`,
    );
  }
  const building = join(options.dataDir, 'restoring');
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  await restoreStore({ ...options, dataDir: building, backupDirectory: resolve(backup) }, manifest);
  const journal = join(backup, 'journal');
  if (existsSync(journal)) await cp(journal, join(building, 'journal'), { recursive: true });
  await syncFiles(building);
  if (existsSync(journal)) await rename(join(building, 'journal'), join(options.dataDir, 'journal'));
  await rename(join(building, 'engine'), join(options.dataDir, 'engine'));
  await rm(building, { recursive: true, force: true });
  return manifest;
}

async function restoreStore(options: StoreOptions, manifest: Manifest): Promise<void> {
  const { database } = manifest;
  const store = await openStore(options);
  try {
    const source = join(options.backupDirectory ?? '', 'store');
    await store.command(
      `RESTORE DATABASE ${database}_snapshot AS ${database} FROM File(${stringLiteral(source)})`,
    );
    for (const view of manifest.views) await store.command(view);
    const rows = await rowsOf(store, database);
    for (const [table, count] of Object.entries(manifest.rows)) {
      if (rows[table] !== count) throw new BadBackup(`The restored table ${table} does not have its rows.`);
    }
  } finally {
    await store.close();
  }
}
