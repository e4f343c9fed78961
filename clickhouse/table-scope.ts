import { codeOf } from './sql/scan';
import type { Scope } from './writes';

/** Tables that no view writes: whatever is in them was inserted there. */
export const WRITTEN_DIRECTLY: readonly string[] = ['apps', 'user_number_aliases', 'users'];

/** What the answer of a question depends on, if that is one table that no view writes; else undefined, for all of its tenant. */
export function tableScope(text: string, database: string): Scope | undefined {
  const read = new Set(
    [...codeOf(text).matchAll(new RegExp(`\\b${database}\\.(\\w+)`, 'g'))].map(([, name]) => name),
  );
  const [table] = read;
  return read.size === 1 && table !== undefined && WRITTEN_DIRECTLY.includes(table) ? { table } : undefined;
}
