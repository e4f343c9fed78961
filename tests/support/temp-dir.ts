import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty directory; `removeDir` when done. */
export function makeTempDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'headcount-test-'));
}

export async function removeDir(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
