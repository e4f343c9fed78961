import { appendFile, copyFile, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Journal, JournalUnavailable } from '../../../services/ingest/commit/journal';
import { JournalInUse } from '../../../services/ingest/commit/journal-lock';
import { makeTempDir, removeDir } from '../../support/temp-dir';

let directory: string;
beforeEach(async () => {
  directory = await makeTempDir();
});
afterEach(async () => {
  await removeDir(directory);
});

const text = (commits: readonly { payload: Buffer }[]): string[] =>
  commits.map(({ payload }) => payload.toString());

/** What a process would find that starts after this one was killed now. */
async function foundAfterKill(bytes?: number): Promise<string[]> {
  const copy = join(directory, 'after-kill');
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy);
  await copyFile(join(directory, 'commits.log'), join(copy, 'commits.log'));
  if (bytes !== undefined) {
    const file = await open(join(copy, 'commits.log'), 'r+');
    await file.truncate(bytes);
    await file.close();
  }
  const journal = await Journal.open(copy);
  const found = text(journal.takeFound());
  await journal.close();
  return found;
}

describe('the journal', () => {
  it('hands over after a kill exactly the commits that were not marked stored', async () => {
    const journal = await Journal.open(directory);
    const first = await journal.append(Buffer.from('one'));
    await journal.append(Buffer.from('two'));
    expect(await foundAfterKill()).toEqual(['one', 'two']);
    await journal.markStored(first);
    expect(await foundAfterKill()).toEqual(['two']);
    await journal.close();
  });

  it('torn at any byte, it hands over each commit that was whole, and goes on working', async () => {
    const journal = await Journal.open(directory);
    await journal.append(Buffer.from('one'));
    const afterOne = journal.sizeBytes();
    await journal.append(Buffer.from('two'));
    const size = journal.sizeBytes();
    for (let bytes = 0; bytes <= size; bytes += 1) {
      const expected = ['one', 'two'].slice(0, bytes === size ? 2 : bytes >= afterOne ? 1 : 0);
      expect(await foundAfterKill(bytes)).toEqual(expected);
    }
    await journal.close();
  });

  it('after a torn tail, new commits are readable', async () => {
    await writeFile(join(directory, 'commits.log'), 'half a record');
    const journal = await Journal.open(directory);
    expect(journal.tornBytes).toBe(13);
    await journal.append(Buffer.from('new'));
    expect(await foundAfterKill()).toEqual(['new']);
    await journal.close();
  });

  it('a half-written record does not spoil later ones', async () => {
    const journal = await Journal.open(directory);
    await journal.append(Buffer.from('one'));
    await appendFile(join(directory, 'commits.log'), 'half of something');
    await journal.append(Buffer.from('two'));
    expect(await foundAfterKill()).toEqual(['one', 'two']);
    await journal.close();
  });

  it('is emptied only when everything in it is stored', async () => {
    const journal = await Journal.open(directory);
    const sequence = await journal.append(Buffer.from('one'));
    await journal.empty();
    expect(await foundAfterKill()).toEqual(['one']);
    await journal.markStored(sequence);
    await journal.empty();
    expect((await stat(join(directory, 'commits.log'))).size).toBe(0);
    await journal.append(Buffer.from('two'));
    expect(await foundAfterKill()).toEqual(['two']);
    await journal.close();
  });

  it('says when it cannot be written, and recovers once it can', async () => {
    const journal = await Journal.open(directory);
    const path = join(directory, 'commits.log');
    const breakNextWrite = journal as unknown as { file: { close(): Promise<void> } };
    await breakNextWrite.file.close();
    await rm(path);
    await mkdir(path);
    await expect(journal.append(Buffer.from('lost'))).rejects.toThrow(JournalUnavailable);
    expect(journal.isWritable()).toBe(false);
    await journal.probe();
    expect(journal.isWritable()).toBe(false);
    await rm(path, { recursive: true });
    await journal.probe();
    expect(journal.isWritable()).toBe(true);
    await journal.append(Buffer.from('kept'));
    expect(await foundAfterKill()).toEqual(['kept']);
    await journal.close();
  });

  it('belongs to one holder at a time, and is free again after it', async () => {
    const journal = await Journal.open(directory);
    await expect(Journal.open(directory)).rejects.toThrow(JournalInUse);
    await journal.close();
    const again = await Journal.open(directory);
    await again.close();
  });

  it('keeps nothing on disk once it is closed with everything stored', async () => {
    const journal = await Journal.open(directory);
    await journal.markStored(await journal.append(Buffer.from('one')));
    await journal.close();
    expect(await readFile(join(directory, 'commits.log'))).toHaveLength(0);
  });
});
