import type { InsertBatch } from '../../../clickhouse/store';

/** What one request adds to a commit. */
export type CommitPart = readonly InsertBatch[];

interface BatchHead {
  readonly part: number;
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** A commit as the journal keeps it: each batch is a line that names it, then its rows, one a line. */
export function encodeCommit(parts: readonly CommitPart[]): Buffer {
  const lines: string[] = [];
  parts.forEach((batches, part) => {
    for (const { table, columns, rows } of batches) {
      const head: BatchHead = { part, table, columns, rows: rows.length };
      lines.push(JSON.stringify(head));
      for (const row of rows) lines.push(row);
    }
  });
  return Buffer.from(lines.join('\n'));
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
