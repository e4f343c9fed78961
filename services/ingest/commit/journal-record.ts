import { crc32 } from 'node:zlib';

/**
 * One record of the journal file: a commit's payload, the mark that a commit is stored, or filler that means nothing.
 * Layout, little endian: magic u32, kind u32, sequence u64, payload bytes u32, checksum u32, payload.
 */
export interface JournalRecord {
  readonly kind: RecordKind;
  /** Numbers the commits; a `stored` mark bears the number of its commit. */
  readonly sequence: number;
  readonly payload: Buffer;
}
export type RecordKind = 'commit' | 'stored' | 'filler';

const MAGIC = 0x314c4a48;
const KINDS: readonly RecordKind[] = ['commit', 'stored', 'filler'];
const CHECKED_BYTES = 20;
export const HEADER_BYTES = 24;

/** The header that goes in front of the payload. */
export function encodeHeader({ kind, sequence, payload }: JournalRecord): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(KINDS.indexOf(kind), 4);
  header.writeBigUInt64LE(BigInt(sequence), 8);
  header.writeUInt32LE(payload.length, 16);
  header.writeUInt32LE(checksum(header, payload), CHECKED_BYTES);
  return header;
}

/**
 * The whole records from the start of a journal file. What follows the last whole record (`goodBytes`) is a torn tail: it
 * was never synced, so nothing of it reached the engine and nobody was told that it was taken.
 */
export function readRecords(file: Buffer): { records: JournalRecord[]; goodBytes: number } {
  const records: JournalRecord[] = [];
  let offset = 0;
  for (let record = recordAt(file, 0); record; record = recordAt(file, offset)) {
    records.push(record);
    offset += HEADER_BYTES + record.payload.length;
  }
  return { records, goodBytes: offset };
}

function recordAt(file: Buffer, offset: number): JournalRecord | undefined {
  if (file.length - offset < HEADER_BYTES) return undefined;
  const header = file.subarray(offset, offset + HEADER_BYTES);
  const kind = KINDS[header.readUInt32LE(4)];
  const end = offset + HEADER_BYTES + header.readUInt32LE(16);
  if (header.readUInt32LE(0) !== MAGIC || kind === undefined || end > file.length) return undefined;
  const payload = file.subarray(offset + HEADER_BYTES, end);
  if (header.readUInt32LE(CHECKED_BYTES) !== checksum(header, payload)) return undefined;
  return { kind, sequence: Number(header.readBigUInt64LE(8)), payload };
}

function checksum(header: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(header.subarray(0, CHECKED_BYTES)));
}
