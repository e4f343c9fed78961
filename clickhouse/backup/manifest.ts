import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a backup holds, and how to know that it still does. */
export interface Manifest {
  readonly format: 1;
  readonly made_at: string;
  readonly database: string;
  /** Rows by table at the moment of the backup. */
  readonly rows: Readonly<Record<string, number>>;
  /** The statements that make the views. */
  readonly views: readonly string[];
  /** Every file but this one, by its path. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** The backup is not one, is damaged, or does not fit. The message says which. */
export class BadBackup extends Error {}

const FILE = 'manifest.json';

/** Syncs every file of the backup and writes down what it is. A directory without a manifest is no backup. */
export async function finishBackup(
  directory: string,
  about: Omit<Manifest, 'format' | 'files'>,
): Promise<Manifest> {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  for (const path of await filesBelow(directory)) {
    files[path] = await digestOf(join(directory, path));
  }
  const manifest: Manifest = { format: 1, ...about, files };
  await writeFile(join(directory, FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await syncFiles(directory);
  return manifest;
}

/** Reads a backup's manifest and every file that it names. Throws BadBackup, naming the file, where something is not as it was. */
export async function verifyBackup(directory: string): Promise<Manifest> {
  const manifest = await readManifest(directory);
  const present = new Set(await filesBelow(directory));
  for (const [path, { bytes, sha256 }] of Object.entries(manifest.files)) {
    if (!present.has(path)) throw new BadBackup(`The backup lacks ${path}.`);
    const found = await digestOf(join(directory, path));
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw new BadBackup(`The backup is damaged: ${path}.`);
  }
  return manifest;
}

/** Makes every file and directory below the directory last. */
export async function syncFiles(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const lasting = entries.filter((entry) => entry.isFile() || entry.isDirectory());
  for (const entry of lasting) await sync(join(entry.parentPath, entry.name));
  await sync(directory);
}

async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, FILE), 'utf8').catch(() => undefined);
  if (text === undefined) throw new BadBackup('There is no finished backup there.');
  const manifest = JSON.parse(text) as { readonly format: number };
  if (manifest.format !== 1) throw new BadBackup('The backup was made by a later version.');
  return manifest as Manifest;
}

/** Paths with `/`, without the manifest. */
async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== FILE)
    .sort();
}

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      hash.update(chunk);
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
