import type { QuarantineEntry } from '../../services/ingest/quarantine/entries';

const PAYLOAD_LENGTH = 80;

export const HEADING = row('received', 'code', 'path', 'payload');

/** One entry as a line of the table. */
export function entryLine({ received_at, code, path, payload }: QuarantineEntry): string {
  const start = payload.length > PAYLOAD_LENGTH ? `${payload.slice(0, PAYLOAD_LENGTH - 1)}…` : payload;
  return row(received_at, code, path, start);
}

/** How many there are for each reason, the most frequent first, and in all. */
export function countLines(counts: ReadonlyMap<string, number>): readonly string[] {
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const total = byCount.reduce((sum, [, count]) => sum + count, 0);
  return [...byCount, ['in all', total] as const].map(
    ([name, count]) => `${String(count).padStart(10)}  ${name}`,
  );
}

function row(received: string, code: string, path: string, payload: string): string {
  const cells = [received.padEnd(24), code.padEnd(14), path.padEnd(20), payload];
  return cells.map(printable).join('  ').trimEnd();
}

/** A caller wrote this: what steers a terminal is not for printing. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '·');
}
