import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A request may hold this much, so a longer line can never be sent. */
export const MAX_LINE_BYTES = 32 * 1024 * 1024;

/** One event of a file: a line of NDJSON without its line break. */
export interface EventLine {
  readonly bytes: Buffer;
  /** Counted from 1. */
  readonly lineNumber: number;
}

export interface EventFile {
  /** The lines that hold something, in bounded memory. */
  readonly lines: AsyncGenerator<EventLine, void, undefined>;
  readonly sizeBytes: number;
  /** How much of the file itself was read so far. */
  bytesRead(): number;
  /** The first lines that are too long to be sent, which `lines` leaves out, and how many there are. */
  readonly tooLong: { count: number; readonly firstLineNumbers: number[] };
}

const LINE_BREAK = 0x0a;
const KEPT_LINE_NUMBERS = 10;

/** Opens a file of NDJSON; gzip is recognized by its content. Throws what `open` throws. */
export async function openEventFile(path: string, maxLineBytes = MAX_LINE_BYTES): Promise<EventFile> {
  const { sizeBytes, isGzip } = await inspect(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const tooLong: EventFile['tooLong'] = { count: 0, firstLineNumbers: [] };
  const content = isGzip ? gunzip(file) : file;
  const onTooLong = (lineNumber: number): void => {
    tooLong.count += 1;
    if (tooLong.firstLineNumbers.length < KEPT_LINE_NUMBERS) tooLong.firstLineNumbers.push(lineNumber);
  };
  return {
    lines: readLines(content, maxLineBytes, onTooLong),
    sizeBytes,
    bytesRead: () => file.bytesRead,
    tooLong,
  };
}

/** Cuts bytes into lines; blank ones are left out. Bytes stay as they are, whatever they encode. */
export async function* readLines(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  maxLineBytes: number,
  onTooLong: (lineNumber: number) => void,
): AsyncGenerator<EventLine, void, undefined> {
  let lineNumber = 1;
  let parts: Buffer[] = [];
  let partsBytes = 0;
  const take = (part: Buffer): void => {
    partsBytes += part.length;
    if (partsBytes <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): EventLine | null => {
    const bytes = Buffer.concat(parts);
    const isTooLong = partsBytes > maxLineBytes;
    parts = [];
    partsBytes = 0;
    if (isTooLong) onTooLong(lineNumber);
    return isTooLong || isBlank(bytes) ? null : { bytes, lineNumber };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, from)) {
      take(chunk.subarray(from, end));
      const line = finish();
      if (line !== null) yield line;
      lineNumber += 1;
      from = end + 1;
    }
    take(chunk.subarray(from));
  }
  const last = finish();
  if (last !== null) yield last;
}

/** Nothing but spaces, tabs and carriage returns. */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

async function inspect(path: string): Promise<{ sizeBytes: number; isGzip: boolean }> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return { sizeBytes: size, isGzip: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
  } finally {
    await handle.close();
  }
}

/** An error of either stream ends the reading of the result. */
function gunzip(file: Readable): Readable {
  return pipeline(file, createGunzip(), () => undefined);
}
