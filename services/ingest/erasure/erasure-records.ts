import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from '../../../clickhouse/erasure/person';
import { syncDirectory } from '../../platform/files/sync-directory';

/** An erasure that was begun: `erasing` until no answer counts the person any more, `sweeping` until no file holds them. */
export type ErasureStage = 'erasing' | 'sweeping';

/**
 * Erasures under way, as files beside the journal, so that one that was interrupted is completed at the next start. Only while
 * it is `erasing` a file says whom.
 */
export class ErasureRecords {
  private constructor(private readonly directory: string) {}

  static async open(directory: string): Promise<ErasureRecords> {
    await mkdir(directory, { recursive: true });
    return new ErasureRecords(directory);
  }

  /** Puts an erasure on disk before anything of it is done, and answers its name. */
  async begin(person: Person): Promise<string> {
    const name = randomUUID();
    await this.write(`${name}.erasing`, JSON.stringify(person));
    return name;
  }

  /** The person's name is gone from here when it resolves; `tables` are those that rows were removed from. */
  async startSweeping(name: string, tables: readonly string[]): Promise<void> {
    await this.write(`${name}.sweeping`, JSON.stringify(tables));
    await this.remove(`${name}.erasing`);
  }

  async finish(name: string): Promise<void> {
    await this.remove(`${name}.sweeping`);
  }

  async list(stage: ErasureStage): Promise<string[]> {
    const ending = `.${stage}`;
    const files = await readdir(this.directory);
    return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  }

  async read(name: string): Promise<Person> {
    return JSON.parse(await readFile(join(this.directory, `${name}.erasing`), 'utf8')) as Person;
  }

  async tablesToSweep(name: string): Promise<string[]> {
    return JSON.parse(await readFile(join(this.directory, `${name}.sweeping`), 'utf8')) as string[];
  }

  private async write(file: string, text: string): Promise<void> {
    const unfinished = join(this.directory, `${file}.unfinished`);
    const handle = await open(unfinished, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, join(this.directory, file));
    await syncDirectory(this.directory);
  }

  private async remove(file: string): Promise<void> {
    await rm(join(this.directory, file), { force: true });
    await syncDirectory(this.directory);
  }
}
