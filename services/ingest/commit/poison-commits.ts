import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from '../../platform/files/sync-directory';

/**
 * Commits that the store refuses whatever is tried, kept as files beside the journal so that they block nothing. They are
 * offered again from time to time and at each start: some of their tables may hold them already, so they are not forgotten
 * but by an operator who removes the file.
 */
export class PoisonCommits {
  private constructor(
    private readonly directory: string,
    private names: Set<string>,
  ) {}

  static async open(directory: string): Promise<PoisonCommits> {
    await mkdir(directory, { recursive: true });
    const names = await readdir(directory);
    return new PoisonCommits(directory, new Set(names.filter((name) => name.endsWith('.commit'))));
  }

  count(): number {
    return this.names.size;
  }

  /** Puts a commit aside, on disk when it resolves; the same content is kept once. */
  async add(payload: Buffer): Promise<string> {
    const name = `${createHash('sha256').update(payload).digest('hex').slice(0, 32)}.commit`;
    if (this.names.has(name)) return name;
    const unfinished = join(this.directory, `${name}.unfinished`);
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(payload);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(this.directory, name));
    await syncDirectory(this.directory);
    this.names.add(name);
    return name;
  }

  /** The names of the files that are there now; an operator may have taken some away. */
  async list(): Promise<string[]> {
    const present = new Set(await readdir(this.directory));
    this.names = new Set([...present].filter((name) => name.endsWith('.commit')));
    return [...this.names].sort();
  }

  async read(name: string): Promise<Buffer> {
    return await readFile(join(this.directory, name));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.directory, name), { force: true });
    this.names.delete(name);
  }
}
