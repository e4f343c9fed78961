import { constants } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from '../platform/files/sync-directory';
import { decodeRecord, encodeRecord, payloadBytes, RECORD_HEADER_BYTES } from './spool-record';

/**
 * One file of the spool. It is written by one process only, from its start to its end; after a restart what is there is read
 * and a new file is begun, so that nothing is ever written behind a torn end.
 */
export class SpoolSegment {
  /** Lines handed out that the service has not answered for. */
  private unsettled = 0;
  private readOffset = 0;
  private writer: FileHandle | undefined;
  private reader: FileHandle | undefined;

  private constructor(
    private readonly path: string,
    /** Up to here the file holds whole records, or, found after a restart, is said to. */
    private endOffset: number,
  ) {}

  /** A new file, on disk under its name when this resolves. */
  static async create(path: string): Promise<SpoolSegment> {
    const segment = new SpoolSegment(path, 0);
    segment.writer = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    await syncDirectory(dirname(path));
    return segment;
  }

  /** A file that an earlier process left. */
  static async found(path: string): Promise<SpoolSegment> {
    return new SpoolSegment(path, (await stat(path)).size);
  }

  /** Resolves when the lines are on disk. After a failure nothing more can be added: what it wrote is torn. */
  async append(lines: readonly Buffer[]): Promise<void> {
    if (!this.writer) throw new Error('this part of the spool is sealed');
    const record = encodeRecord(lines);
    try {
      for (let done = 0; done < record.length;) {
        const { bytesWritten } = await this.writer.write(
          record,
          done,
          record.length - done,
          this.endOffset + done,
        );
        done += bytesWritten;
      }
      await this.writer.datasync();
    } catch (error) {
      await this.seal();
      throw error;
    }
    this.endOffset += record.length;
  }

  /** Nothing is added any more. */
  async seal(): Promise<void> {
    await this.writer?.close().catch(() => undefined);
    this.writer = undefined;
  }

  /** The lines of the next record; null at the end. A torn record is an end. */
  async read(): Promise<Buffer[] | null> {
    if (this.readOffset >= this.endOffset) return null;
    const header = await this.readBytes(RECORD_HEADER_BYTES, this.readOffset);
    const length = payloadBytes(header);
    const isThere = length !== null && this.readOffset + RECORD_HEADER_BYTES + length <= this.endOffset;
    const payload = isThere
      ? await this.readBytes(length, this.readOffset + RECORD_HEADER_BYTES)
      : Buffer.alloc(0);
    const lines = isThere ? decodeRecord(header, payload) : null;
    if (lines === null) {
      this.endOffset = this.readOffset;
      return null;
    }
    this.readOffset += RECORD_HEADER_BYTES + payload.length;
    this.unsettled += lines.length;
    return lines;
  }

  settleOne(): void {
    this.unsettled -= 1;
  }

  sizeBytes(): number {
    return this.endOffset;
  }

  isReadThrough(): boolean {
    return this.readOffset >= this.endOffset;
  }

  /** Has the service answered for everything that it holds? */
  isSettled(): boolean {
    return this.isReadThrough() && this.unsettled === 0;
  }

  isWritable(): boolean {
    return this.writer !== undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }

  async close(): Promise<void> {
    await this.seal();
    await this.reader?.close().catch(() => undefined);
    this.reader = undefined;
  }

  private async readBytes(length: number, position: number): Promise<Buffer> {
    this.reader ??= await open(this.path, 'r');
    const { buffer, bytesRead } = await this.reader.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }
}
