import type { InsertBatch } from '../../../clickhouse/store';
import { Slices } from '../../platform/event-loop/slices';

/** What one request adds to a commit. */
export type CommitPart = readonly InsertBatch[];

interface BatchHead {
  readonly part: number;
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

const LINE_END = Buffer.from('\n');
const LINES_A_PIECE = 1_000;

/** A commit as the journal keeps it: each batch is a line that names it, then its rows, one a line. */
export async function encodeCommit(parts: readonly CommitPart[]): Promise<Buffer> {
  const slices = new Slices();
  const pieces: Buffer[] = [];
  let lines: string[] = [];
  for (const [part, batches] of parts.entries()) {
    for (const { table, columns, rows } of batches) {
      const head: BatchHead = { part, table, columns, rows: rows.length };
      lines.push(JSON.stringify(head));
      for (const row of rows) lines.push(row);
      if (lines.length < LINES_A_PIECE) continue;
      pieces.push(Buffer.from(lines.join('\n')), LINE_END);
      lines = [];
      await slices.pause();
    }
  }
  return lines.length > 0
    ? Buffer.concat([...pieces, Buffer.from(lines.join('\n'))])
    : Buffer.concat(pieces.slice(0, -1));
}

/** The parts that hold any batch. Throws if the text is not what encodeCommit made. */
export function decodeCommit(payload: Buffer): CommitPart[] {
  if (payload.length === 0) return [];
  const lines = payload.toString().split('\n');
  const parts = new Map<number, InsertBatch[]>();
  for (let at = 0; at < lines.length;) {
    const head = JSON.parse(lines[at] ?? '') as BatchHead;
    const rows = lines.slice(at + 1, at + 1 + head.rows);
    if (rows.length !== head.rows) throw new Error('a journalled commit has fewer rows than it says');
    const batches = parts.get(head.part) ?? [];
    parts.set(head.part, [...batches, { table: head.table, columns: head.columns, rows }]);
    at += 1 + head.rows;
  }
  return [...parts.values()];
}
