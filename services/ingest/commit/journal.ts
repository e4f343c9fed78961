import { constants } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DirectoryLock } from '../../platform/files/directory-lock';
import { syncDirectory } from '../../platform/files/sync-directory';
import { encodeHeader, HEADER_BYTES, readRecords } from './journal-record';
import type { JournalRecord, RecordKind } from './journal-record';
import { lockJournal } from './journal-lock';

/** The journal could not be written, so nothing of the commit was begun. */
export class JournalUnavailable extends Error {
  constructor(cause: unknown) {
    super('The journal cannot be written.', { cause });
    this.name = 'JournalUnavailable';
  }
}

/** A commit that was written, but not marked stored. */
export interface OpenCommit {
  readonly sequence: number;
  readonly payload: Buffer;
}

export interface JournalOptions {
  /** Whether a mark says the truth: after a loss of power it may have lasted where what it speaks of has not. */
  readonly trustsMarks: boolean;
  /** Makes what the store has taken last, before the journal forgets it. */
  readonly beforeEmpty: () => Promise<void>;
}

const NOTHING = Buffer.alloc(0);
/** What a probe writes: enough to need room on a disk that was full. */
const PROBE = Buffer.alloc(1024 * 1024);

/**
 * The write-ahead journal: `commits.log` in a directory of its own. A commit is on disk here before the store sees it, and is
 * marked when it is stored, so that after a crash exactly the commits in between are sent to the store again.
 * Calls must not overlap; the committer makes them one after the other.
 */
export class Journal {
  private readonly notStored = new Set<number>();
  private lastSequence = 0;
  private endOffset = 0;
  private needsRepair = false;
  private readonly found: OpenCommit[];

  private constructor(
    private readonly path: string,
    private file: FileHandle,
    private readonly lock: DirectoryLock,
    content: Buffer,
    private readonly options: JournalOptions,
  ) {
    const { records, goodBytes } = readRecords(content);
    this.endOffset = goodBytes;
    this.tornBytes = content.length - goodBytes;
    this.found = openCommits(records, options.trustsMarks);
    for (const { sequence } of this.found) this.notStored.add(sequence);
    for (const { sequence } of records) this.lastSequence = Math.max(this.lastSequence, sequence);
  }

  /** Bytes after the last whole record that were found at opening. */
  readonly tornBytes: number;

  static async open(directory: string, options: Partial<JournalOptions> = {}): Promise<Journal> {
    await mkdir(directory, { recursive: true });
    const lock = await lockJournal(directory);
    const path = join(directory, 'commits.log');
    try {
      const file = await openForWriting(path);
      const all = { trustsMarks: true, beforeEmpty: () => Promise.resolve(), ...options };
      const journal = new Journal(path, file, lock, await readFile(path), all);
      if (journal.tornBytes > 0) await journal.repair();
      await syncDirectory(directory);
      await syncDirectory(dirname(directory));
      return journal;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Hands over, once, the commits found at opening that still have to be stored, oldest first. */
  takeFound(): OpenCommit[] {
    return this.found.splice(0);
  }

  /** Puts a commit on disk and answers its number. Throws JournalUnavailable, and then nothing of it is in the journal. */
  async append(payload: Buffer): Promise<number> {
    const sequence = this.lastSequence + 1;
    await this.write('commit', sequence, payload, true);
    this.lastSequence = sequence;
    this.notStored.add(sequence);
    return sequence;
  }

  /**
   * Marks a commit as stored. Never throws: without the mark the commit is stored once more at the next start, which changes
   * nothing; for the same reason the mark needs no sync.
   */
  async markStored(sequence: number): Promise<void> {
    this.notStored.delete(sequence);
    await this.write('stored', sequence, NOTHING, false).catch(() => undefined);
  }

  /** Empties the file if everything in it is stored, for good. Never throws: what could not be cut off is cut off before the next write. */
  async empty(): Promise<void> {
    if (this.notStored.size > 0 || this.endOffset === 0) return;
    try {
      await this.options.beforeEmpty();
    } catch {
      return;
    }
    this.endOffset = 0;
    await this.repair().catch(() => {
      this.needsRepair = true;
    });
  }

  /** Finds out whether the journal can be written (again). */
  async probe(): Promise<void> {
    try {
      await this.write('filler', 0, PROBE, true);
    } catch {
      return;
    }
    await this.empty();
  }

  isWritable(): boolean {
    return !this.needsRepair;
  }

  sizeBytes(): number {
    return this.endOffset;
  }

  async close(): Promise<void> {
    await this.empty();
    await this.file.close().catch(() => undefined);
    await this.lock.release();
  }

  private async write(kind: RecordKind, sequence: number, payload: Buffer, sync: boolean): Promise<void> {
    try {
      if (this.needsRepair) await this.repair();
      await writeAll(this.file, encodeHeader({ kind, sequence, payload }), this.endOffset);
      await writeAll(this.file, payload, this.endOffset + HEADER_BYTES);
      if (sync) await this.file.datasync();
      this.endOffset += HEADER_BYTES + payload.length;
      this.needsRepair = false;
    } catch (error) {
      this.needsRepair = true;
      await this.repair().catch(() => undefined);
      throw new JournalUnavailable(error);
    }
  }

  /**
   * Cuts off what follows the last whole record. The file is opened anew because a failed sync may have spoilt the old handle.
   * This works on a full disk too, so it does not yet show that the journal can be written.
   */
  private async repair(): Promise<void> {
    await this.file.close().catch(() => undefined);
    this.file = await openForWriting(this.path);
    await this.file.truncate(this.endOffset);
    await this.file.sync();
    await syncDirectory(dirname(this.path));
  }
}

function openCommits(records: readonly JournalRecord[], trustsMarks: boolean): OpenCommit[] {
  const marks = trustsMarks ? records.filter(({ kind }) => kind === 'stored') : [];
  const stored = new Set(marks.map(({ sequence }) => sequence));
  return records.filter(({ kind, sequence }) => kind === 'commit' && !stored.has(sequence));
}

/** Made if it is not there. Not opened for appending, since that would ignore where a record belongs. */
async function openForWriting(path: string): Promise<FileHandle> {
  return await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
