import { open } from 'node:fs/promises';

/** Puts a directory's entries on disk: without it a new or renamed file may be gone after a loss of power. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
