import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syncDirectory } from '../../services/platform/files/sync-directory';
import { UsageError } from '../import/arguments';

/** Throws UsageError where an export would overwrite what it may not. */
export function checkTarget(file: string | undefined, overwrites: boolean): void {
  if (file !== undefined && !overwrites && existsSync(file)) {
    throw new UsageError('--file names something that is there already; --force replaces it.');
  }
}

export async function exportToOutput(entries: AsyncIterable<unknown>): Promise<void> {
  await pipeline(Readable.from(lines(entries)), process.stdout, { end: false });
}

/** The file is there whole and on disk, or not at all. */
export async function exportToFile(
  file: string,
  overwrites: boolean,
  entries: AsyncIterable<unknown>,
): Promise<void> {
  const draft = `${file}.${randomUUID()}.part`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    try {
      for await (const line of lines(entries)) await handle.appendFile(line);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (overwrites) await rename(draft, file);
    else await link(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(dirname(resolve(file)));
}

async function* lines(entries: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}
