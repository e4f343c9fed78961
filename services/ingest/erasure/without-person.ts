import type { InsertBatch } from '../../../clickhouse/store';
import type { CommitPart } from '../commit/commit-payload';
import type { ErasedThrough } from './erasure-registry';
import { isAboutErased } from './old-events';
import { isAbout } from './user-ids-in';

/** A commit's parts without the rows for which `goes` holds, and how many those were. */
export function withoutRows(
  parts: readonly CommitPart[],
  goes: (value: (column: string) => unknown) => boolean,
): { readonly parts: CommitPart[]; readonly removed: number } {
  let removed = 0;
  const kept = parts.map((part) =>
    part.map((batch): InsertBatch => {
      const rows = batch.rows.filter((row) => {
        const values = JSON.parse(row) as unknown[];
        return !goes((column) => values[batch.columns.indexOf(column)]);
      });
      removed += batch.rows.length - rows.length;
      return { ...batch, rows };
    }),
  );
  return { parts: kept, removed };
}

/** Is this row, of whichever table, about the user? */
export function isRowAbout(
  value: (column: string) => unknown,
  { tenant, userId }: { readonly tenant: string; readonly userId: string },
): boolean {
  if (value('tenant') !== tenant) return false;
  if (value('user_id') === userId || value('subject') === userId) return true;
  const payload = value('payload');
  if (typeof payload !== 'string') return false;
  return isAbout(value('payload_encoding') === 'base64' ? Buffer.from(payload, 'base64') : payload, userId);
}

/** Is this row of a commit that comes late about a user who was erased since, and old? */
export function isRowOfErased(
  value: (column: string) => unknown,
  erasedThrough: ErasedThrough | undefined,
): boolean {
  if (!erasedThrough) return false;
  const payload = value('payload');
  if (typeof payload === 'string') {
    const raw = value('payload_encoding') === 'base64' ? Buffer.from(payload, 'base64') : payload;
    return isAboutErased(raw, erasedThrough);
  }
  const userId = value('user_id');
  const throughMs = typeof userId === 'string' ? erasedThrough(userId) : undefined;
  return throughMs !== undefined && (startOfRow(value) ?? 0) <= throughMs;
}

/** When a fact began, or when an entry of the directory was written; rows give times as the store takes them. */
function startOfRow(value: (column: string) => unknown): number | undefined {
  const text = value('created_at') ?? value('started_at') ?? value('activity_date') ?? value('updated_at');
  return typeof text === 'string'
    ? Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`)
    : undefined;
}
