import type { Facts } from '../facts';
import { lastActivityKey } from '../last-activity';

export interface UserRef {
  readonly id: string;
  readonly username: string;
  readonly user_key: string;
  readonly last_activity: {
    readonly at: string | null;
    readonly desktop_at: string | null;
    readonly web_at: string | null;
  };
}

/** A user of a client; one that nobody named is known by the id. */
export function userRef(facts: Facts, clientId: string, userId: string): UserRef {
  const entry = facts.world.users.find(
    (user) => user.client_id.toLowerCase() === clientId && user.user_id === userId,
  );
  const latest = facts.lastActivities.get(lastActivityKey(clientId, userId));
  const desktop = latest?.desktopMs ?? null;
  const web = latest?.webMs ?? null;
  return {
    id: userId,
    username: entry?.username ?? userId,
    user_key: entry?.user_key ?? userId,
    last_activity: {
      at: isoOrNull(later(desktop, web)),
      desktop_at: isoOrNull(desktop),
      web_at: isoOrNull(web),
    },
  };
}

/** Whether a user is in one of the departments now; without a filter everybody is. */
export function inDepartments(
  facts: Facts,
  clientId: string,
  departmentIds: readonly string[] | undefined,
): (userId: string) => boolean {
  if (departmentIds === undefined) return () => true;
  const wanted = new Set(departmentIds.map((id) => id.toLowerCase()));
  const members = new Set(
    facts.world.users
      .filter((user) => user.client_id.toLowerCase() === clientId)
      .filter((user) => user.department_ids.some((id) => wanted.has(id.toLowerCase())))
      .map((user) => user.user_id),
  );
  return (userId) => members.has(userId);
}

function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
