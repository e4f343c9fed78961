import type { Facts } from '../facts';

/** The parameters that every read of the family takes; times in Unix seconds. */
export interface MetricsQuestion {
  readonly time_after: number;
  readonly time_before: number;
  readonly compare_after?: number;
  readonly compare_before?: number;
  readonly timezone?: string;
  readonly org_ids?: readonly string[];
  readonly min_sessions?: number;
  readonly min_searches?: number;
}

export interface Activity {
  readonly userId: string;
  readonly orgId: string;
  readonly ms: number;
  readonly kind: 'session' | 'search';
  readonly origin: string | null;
}

/** Every session and search in the selected organizations, of all time. */
export function activitiesOf(facts: Facts, { org_ids }: MetricsQuestion): Activity[] {
  const sessions = facts.sessions.map(({ userId, orgId, createdMs, sent }) => {
    return { userId, orgId, ms: createdMs, kind: 'session' as const, origin: sent.origin ?? null };
  });
  const searches = facts.searches.map(({ userId, orgId, createdMs }) => {
    return { userId, orgId, ms: createdMs, kind: 'search' as const, origin: null };
  });
  return [...sessions, ...searches].filter(({ orgId }) => org_ids === undefined || org_ids.includes(orgId));
}

export function within(activities: readonly Activity[], fromMs: number, toMs: number): Activity[] {
  return activities.filter(({ ms }) => fromMs <= ms && ms < toMs);
}

/** Who did enough of the one or of the other, of those who did anything at all. */
export function activeUsers(activities: readonly Activity[], question: MetricsQuestion): Set<string> {
  const { min_sessions = 1, min_searches = 1 } = question;
  const users = new Set(activities.map(({ userId }) => userId));
  const count = (user: string, kind: Activity['kind']): number =>
    activities.filter((activity) => activity.userId === user && activity.kind === kind).length;
  return new Set(
    [...users].filter(
      (user) => count(user, 'session') >= min_sessions || count(user, 'search') >= min_searches,
    ),
  );
}

export function firstMsOf(user: string, activities: readonly Activity[]): number {
  return Math.min(...activities.filter(({ userId }) => userId === user).map(({ ms }) => ms));
}

/** Four decimals, half up, computed on the digits. */
export function fraction(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const scaled = BigInt(part) * 100_000n;
  const digits = (scaled / BigInt(whole)).toString();
  const lastDigit = Number(digits.slice(-1));
  const kept = Number(digits.slice(0, -1));
  return (lastDigit >= 5 ? kept + 1 : kept) / 10_000;
}
