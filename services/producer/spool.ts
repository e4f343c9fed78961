import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDirectory } from '../platform/files/directory-lock';
import type { DirectoryLock } from '../platform/files/directory-lock';
import type { PendingLine } from './pending-queue';
import { SpoolSegment } from './spool-segment';

const MEBIBYTE = 1024 * 1024;
/** A file is given back to the disk when all of it is delivered; after a restart what is left of a file is sent again. */
const SEGMENT_BYTES = 8 * MEBIBYTE;
/** Lines that reach the disk together. */
const MAX_RECORD_BYTES = 1 * MEBIBYTE;
const NAME = /^(\d{8})\.spool$/;

interface Append {
  readonly line: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Events on disk between the caller and the service, in order. A line that was added survives the end of the process and a loss
 * of power; it is handed on, after a restart once more, until the service has answered for all of its file.
 */
export class Spool {
  private readonly segments = new Map<number, SpoolSegment>();
  private readonly appends: Append[] = [];
  private readonly watchers = new Set<() => void>();
  private writing: Promise<void> | undefined;
  private lastNumber = 0;
  private lastFound = 0;
  /** Lines added, and lines handed on, since the opening; what was found then comes first. */
  private added = 0;
  private handedOn = 0;
  private foundHandedOn = false;
  private isClosed = false;
  private handing: Promise<void> = Promise.resolve();
  private removing: Promise<unknown> = Promise.resolve();
  private readonly segmentBytes: number;
  private hasEnded = false;

  private constructor(
    private readonly directory: string,
    private readonly lock: DirectoryLock,
    private readonly maxBytes: number,
  ) {
    this.segmentBytes = Math.min(SEGMENT_BYTES, maxBytes / 4);
  }

  /** Throws DirectoryInUse where another process has this spool. */
  static async open(directory: string, maxBytes: number): Promise<Spool> {
    await mkdir(directory, { recursive: true });
    const spool = new Spool(directory, await lockDirectory(directory), maxBytes);
    for (const name of (await readdir(directory)).filter((name) => NAME.test(name)).sort()) {
      spool.lastNumber = Number(NAME.exec(name)?.[1]);
      spool.segments.set(spool.lastNumber, await SpoolSegment.found(join(directory, name)));
    }
    spool.lastFound = spool.lastNumber;
    return spool;
  }

  /** Resolves when the line is on disk, which waits while the spool is full. Rejects where the disk does not take it. */
  async add(line: Buffer): Promise<void> {
    while (!this.isClosed && this.sizeBytes() >= this.maxBytes) await this.change();
    if (this.isClosed) throw new Error('The spool is closed.');
    return new Promise((resolve, reject) => {
      this.appends.push({ line, resolve, reject });
      this.writing ??= this.writeAll().finally(() => {
        this.writing = undefined;
        this.removeIfDone(this.lastNumber);
      });
    });
  }

  /** Hands on every line, oldest first, until the spool is closed. */
  async handOn(take: (line: PendingLine) => Promise<void>): Promise<void> {
    const handing = (async () => {
      while (!this.isClosed) await this.handOnNext(take);
    })().finally(() => {
      this.hasEnded = true;
      this.changed();
    });
    this.handing = handing.catch(() => undefined);
    await handing;
  }

  /** Resolves when everything that is on disk now has been handed on. */
  async allHandedOn(): Promise<void> {
    const target = this.added;
    while (!this.hasEnded && !(this.foundHandedOn && this.handedOn >= target)) await this.change();
  }

  /** What the service has not answered for stays for the next time. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.changed();
    await this.writing;
    await this.handing;
    for (const [number, segment] of this.segments) {
      await segment.seal();
      this.removeIfDone(number);
      await segment.close();
    }
    await this.removing;
    await this.lock.release();
  }

  sizeBytes(): number {
    return [...this.segments.values()].reduce((sum, segment) => sum + segment.sizeBytes(), 0);
  }

  private async handOnNext(take: (line: PendingLine) => Promise<void>): Promise<void> {
    const record = await this.nextRecord();
    const isOwn = record === undefined || record.number > this.lastFound;
    if (isOwn && !this.foundHandedOn) {
      this.foundHandedOn = true;
      this.changed();
    }
    if (record === undefined) {
      if (!this.isClosed && !this.hasUnread()) await this.change();
      return;
    }
    const { number, lines } = record;
    const onSettled = (): void => {
      this.segments.get(number)?.settleOne();
      this.removeIfDone(number);
    };
    for (const bytes of lines) await take({ bytes, onSettled });
    if (isOwn) this.handedOn += lines.length;
    this.changed();
  }

  private async nextRecord(): Promise<{ number: number; lines: Buffer[] } | undefined> {
    for (const [number, segment] of this.segments) {
      const lines = await segment.read();
      if (lines !== null) return { number, lines };
      this.removeIfDone(number);
    }
    return undefined;
  }

  /** One sync for all that have come meanwhile. */
  private async writeAll(): Promise<void> {
    while (this.appends.length > 0) {
      const group = this.cutGroup();
      try {
        await (await this.writableSegment()).append(group.map(({ line }) => line));
        this.added += group.length;
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      this.changed();
    }
  }

  private cutGroup(): Append[] {
    let bytes = 0;
    const beyond = this.appends.findIndex(({ line }, index) => {
      bytes += line.length + 1;
      return index > 0 && bytes > MAX_RECORD_BYTES;
    });
    return this.appends.splice(0, beyond < 0 ? this.appends.length : beyond);
  }

  private async writableSegment(): Promise<SpoolSegment> {
    const current = this.segments.get(this.lastNumber);
    if (current?.isWritable() && current.sizeBytes() < this.segmentBytes) return current;
    await current?.seal();
    this.lastNumber += 1;
    const name = `${String(this.lastNumber).padStart(8, '0')}.spool`;
    const created = await SpoolSegment.create(join(this.directory, name));
    this.segments.set(this.lastNumber, created);
    return created;
  }

  /** Gives a file back to the disk when it is delivered; the one being written only when it is large, or nothing is written any more. */
  private removeIfDone(number: number): void {
    const segment = this.segments.get(number);
    const isSpent = segment && (!segment.isWritable() || segment.sizeBytes() >= this.segmentBytes);
    if (!isSpent || !segment.isSettled() || (this.writing && number === this.lastNumber)) return;
    this.segments.delete(number);
    this.removing = Promise.all([
      this.removing,
      segment.remove().then(() => {
        this.changed();
      }),
    ]);
  }

  private hasUnread(): boolean {
    return [...this.segments.values()].some((segment) => !segment.isReadThrough());
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.watchers.add(resolve));
  }

  private changed(): void {
    const watchers = [...this.watchers];
    this.watchers.clear();
    for (const resolve of watchers) resolve();
  }
}
