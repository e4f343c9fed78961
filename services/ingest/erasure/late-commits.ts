import type { CommitPart } from '../commit/commit-payload';
import type { ErasureRegistry } from './erasure-registry';
import { isRowOfErased, withoutRows } from './without-person';

/**
 * A commit that is stored later than it was made, without what users did who were erased since, by whichever process. A user's
 * number stays where something that uses it stays.
 */
export async function withoutErasedRows(
  parts: readonly CommitPart[],
  registry: ErasureRegistry,
): Promise<readonly CommitPart[]> {
  const tenants = new Set<string>();
  withoutRows(parts, (value) => {
    tenants.add(String(value('tenant')));
    return false;
  });
  for (const tenant of tenants) await registry.refresh(tenant);
  const staying = new Set<string>();
  const nameOf = (value: (column: string) => unknown): string =>
    JSON.stringify([value('tenant'), value('user_id')]);
  const isNumber = (value: (column: string) => unknown): boolean => value('number') !== undefined;
  const kept = withoutRows(parts, (value) => {
    if (isNumber(value)) return false;
    const goes = isRowOfErased(value, registry.erasedThrough(String(value('tenant'))));
    if (!goes) staying.add(nameOf(value));
    return goes;
  });
  return withoutRows(kept.parts, (value) => isNumber(value) && !staying.has(nameOf(value))).parts;
}
