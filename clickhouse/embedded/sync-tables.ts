import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Syncs the directories that the engine's parts lie in. The engine syncs a new part's files and its own directory, but not
 * the directory that its last rename changed, and there are file systems on which that is not the same.
 */
export async function syncTableDirectories(engineDirectory: string): Promise<void> {
  const store = join(engineDirectory, 'store');
  for (const prefix of await readdir(store)) {
    for (const table of await readdir(join(store, prefix))) await syncIfThere(join(store, prefix, table));
  }
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
