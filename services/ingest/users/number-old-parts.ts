import type { CommitPart } from '../commit/commit-payload';
import type { UserNumbers } from './user-numbers';

/** The fact tables; since migration 9 each has the column user_number. */
const FACTS = new Set(['headcount.sessions', 'headcount.searches', 'headcount.app_usage_reports']);

/** Parts that an earlier version wrote down, with a number for each user. Others stay as they are. */
export async function numberOldParts(
  parts: readonly CommitPart[],
  numbers: UserNumbers,
): Promise<CommitPart[]> {
  return await Promise.all(parts.map((part) => numberOldPart(part, numbers)));
}

async function numberOldPart(part: CommitPart, numbers: UserNumbers): Promise<CommitPart> {
  const batches = await Promise.all(
    part.map(async (batch) => {
      if (!FACTS.has(batch.table) || batch.columns.includes('user_number')) return [batch];
      const at = { tenant: batch.columns.indexOf('tenant'), userId: batch.columns.indexOf('user_id') };
      const rows = batch.rows.map((row) => JSON.parse(row) as unknown[]);
      const users = new Map<string, Set<string>>();
      for (const row of rows) {
        const tenant = String(row[at.tenant]);
        users.set(tenant, (users.get(tenant) ?? new Set<string>()).add(String(row[at.userId])));
      }
      const given = new Map<string, ReadonlyMap<string, number>>();
      for (const [tenant, userIds] of users) given.set(tenant, await numbers.of(tenant, userIds));
      const numbered = rows.map((row) =>
        JSON.stringify([...row, given.get(String(row[at.tenant]))?.get(String(row[at.userId]))]),
      );
      return [
        ...[...given].map(([tenant, numberOf]) => numbers.rows(tenant, numberOf)),
        { ...batch, columns: [...batch.columns, 'user_number'], rows: numbered },
      ];
    }),
  );
  return batches.flat();
}
