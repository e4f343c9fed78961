import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Syncs the directories that the engine's parts and definitions lie in, down to those of the tables, and those above them. The
 * engine syncs a new part's files and its own directory, but not the directory that its last rename changed, and nothing of
 * the directories that a new table makes; there are file systems on which that is not the same.
 */
export async function syncTableDirectories(dataDir: string): Promise<void> {
  const engine = join(dataDir, 'engine');
  const store = join(engine, 'store');
  for (const prefix of await readdir(store)) {
    for (const table of await readdir(join(store, prefix))) await syncIfThere(join(store, prefix, table));
    await syncIfThere(join(store, prefix));
  }
  for (const path of [store, join(engine, 'metadata'), engine, dataDir]) await syncIfThere(path);
}

/** A table may have been dropped meanwhile. */
async function syncIfThere(path: string): Promise<void> {
  const directory = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  try {
    await directory?.sync();
  } finally {
    await directory?.close();
  }
}
