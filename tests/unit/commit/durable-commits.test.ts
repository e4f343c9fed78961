import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../../clickhouse/errors';
import { CommitRefused, TryAgainLater } from '../../../services/ingest/commit/commit-errors';
import { DurableCommits } from '../../../services/ingest/commit/durable-commits';
import { createLogger } from '../../../services/platform/logger';
import { makeTempDir, removeDir } from '../../support/temp-dir';
import { FaultySink, searches, sessions } from './support/faulty-sink';

const logger = createLogger('error');
logger.silent = true;

let directory: string;
let sink: FaultySink;
let commits: DurableCommits;
beforeEach(async () => {
  directory = await makeTempDir();
  sink = new FaultySink();
  commits = await DurableCommits.open({ store: sink, directory, logger });
  await commits.recover();
});
afterEach(async () => {
  await commits.close();
  await removeDir(directory);
});

/** Starts on what is on disk now, as after a kill, or a loss of power; answers the rows that it stored. */
async function rowsStoredAfterKill(machineStoppedToo = false): Promise<string[]> {
  const copy = join(directory, 'copy');
  await mkdir(copy);
  await copyFile(join(directory, 'commits.log'), join(copy, 'commits.log'));
  await copyFile(join(directory, 'boot'), join(copy, 'boot'));
  if (machineStoppedToo) await writeFile(join(copy, 'boot'), 'another start of the machine');
  const stored = new FaultySink();
  const restarted = await DurableCommits.open({ store: stored, directory: copy, logger });
  await restarted.recover();
  await restarted.close();
  await rm(copy, { recursive: true });
  return stored.rows;
}

describe('durable commits', () => {
  it('a commit is on disk before the store sees it, and is stored again after a kill in between', async () => {
    let afterKill: string[] = [];
    sink.fault = async () => {
      afterKill = await rowsStoredAfterKill();
    };
    await commits.storeParts([[searches('a')], [searches('b')]]);
    expect(afterKill).toEqual(searches('a', 'b').rows);
  });

  it('a commit that is stored is not stored again at the next start', async () => {
    await commits.storeParts([[searches('a')]]);
    expect(await rowsStoredAfterKill()).toEqual([]);
  });

  it('after a loss of power a mark proves nothing: everything in the journal is stored again', async () => {
    await commits.storeParts([[searches('a')]]);
    await commits.storeParts([[searches('b')]]);
    expect(await rowsStoredAfterKill(true)).toEqual(searches('a', 'b').rows);
  });

  it('the journal forgets a commit only after the store has made it last', async () => {
    await commits.storeParts([[searches('a')]]);
    sink.sync = () => Promise.reject(new Error('the disk refuses'));
    await commits.journal.empty();
    expect(commits.journal.sizeBytes()).toBeGreaterThan(0);
    delete (sink as Partial<FaultySink>).sync;
    const before = sink.syncs;
    await commits.journal.empty();
    expect([commits.journal.sizeBytes(), sink.syncs]).toEqual([0, before + 1]);
  });

  it('when the journal cannot be written nothing reaches the store, and the caller is told to try again', async () => {
    await rm(join(directory, 'commits.log'));
    await mkdir(join(directory, 'commits.log'));
    await (commits.journal as unknown as { file: { close(): Promise<void> } }).file.close();
    await expect(commits.storeParts([[searches('a')]])).rejects.toThrow(TryAgainLater);
    expect(sink.batches).toEqual([]);
    expect(commits.isHealthy()).toBe(false);
    await rm(join(directory, 'commits.log'), { recursive: true });
    expect(await commits.storeParts([[searches('b')]])).toEqual([undefined]);
    expect(commits.isHealthy()).toBe(true);
  });

  it('what the store refuses is put aside, blocks nothing, and goes in once the store takes it', async () => {
    sink.fault = ({ rows }) => {
      if (rows.includes('["bad"]')) throw new StoreError('invalid');
    };
    const [fine, refused] = await commits.storeParts([[searches('a')], [searches('bad'), sessions('s')]]);
    expect(fine).toBeUndefined();
    expect(refused).toBeInstanceOf(CommitRefused);
    expect(await readdir(join(directory, 'poison'))).toHaveLength(1);
    expect(commits.isHealthy()).toBe(false);
    expect(await commits.storeParts([[searches('b')]])).toEqual([undefined]);

    expect(await commits.retryPoison()).toBe(false);
    sink.fault = () => undefined;
    expect(await commits.retryPoison()).toBe(true);
    expect(sink.rows).toContain('["bad"]');
    expect(await readdir(join(directory, 'poison'))).toEqual([]);
    expect(commits.isHealthy()).toBe(true);
  });

  it('the same refused content is kept once', async () => {
    sink.fault = () => {
      throw new StoreError('invalid');
    };
    await commits.storeParts([[searches('a')]]);
    await commits.storeParts([[searches('a')]]);
    expect(commits.poisonCount()).toBe(1);
  });

  it('giving up leaves the commit to the next start', async () => {
    sink.fault = () => {
      commits.giveUp();
      throw new StoreError('unavailable');
    };
    await expect(commits.storeParts([[searches('a')]])).rejects.toThrow(TryAgainLater);
    expect(await rowsStoredAfterKill()).toEqual(searches('a').rows);
  });

  it('a commit without rows touches neither journal nor store', async () => {
    expect(await commits.storeParts([[], [searches()]])).toEqual([undefined, undefined]);
    expect(commits.journal.sizeBytes()).toBe(0);
    expect(sink.batches).toEqual([]);
  });
});
