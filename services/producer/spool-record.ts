import { createHash } from 'node:crypto';

/** Before each record's lines: their length in bytes and the start of their SHA-256, in hexadecimal digits, and a line break. */
export const RECORD_HEADER_BYTES = 8 + 1 + 16 + 1;
const HEADER = /^([0-9a-f]{8}) ([0-9a-f]{16})\n$/;

/** Lines that reach the disk together, as the spool keeps them. */
export function encodeRecord(lines: readonly Buffer[]): Buffer {
  const payload = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  const header = `${payload.length.toString(16).padStart(8, '0')} ${digest(payload)}\n`;
  return Buffer.concat([Buffer.from(header), payload]);
}

/** How long the record's lines are; null where this is no header. */
export function payloadBytes(header: Buffer): number | null {
  const [, length] = HEADER.exec(header.toString('latin1')) ?? [];
  return length === undefined ? null : Number.parseInt(length, 16);
}

/** The lines of a record; null where they are not those that the header was written for. */
export function decodeRecord(header: Buffer, payload: Buffer): Buffer[] | null {
  const [, , expected] = HEADER.exec(header.toString('latin1')) ?? [];
  if (expected !== digest(payload)) return null;
  const lines: Buffer[] = [];
  for (let from = 0; from < payload.length;) {
    const end = payload.indexOf(0x0a, from);
    lines.push(payload.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

function digest(payload: Buffer): string {
  return createHash('sha256').update(payload).digest('hex').slice(0, 16);
}
