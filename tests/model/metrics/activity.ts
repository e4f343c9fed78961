import type { Facts } from '../facts';
import { perFacts } from '../per-facts';

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

const everyActivity = perFacts((facts): Activity[] => {
  const sessions = facts.sessions.map(({ userId, orgId, createdMs, sent }) => {
    return { userId, orgId, ms: createdMs, kind: 'session' as const, origin: sent.origin ?? null };
  });
  const searches = facts.searches.map(({ userId, orgId, createdMs }) => {
    return { userId, orgId, ms: createdMs, kind: 'search' as const, origin: null };
  });
  return [...sessions, ...searches].sort((a, b) => a.ms - b.ms);
});

/** Every session and search in the selected organizations, of all time, in the order in which they happened. */
export function activitiesOf(facts: Facts, { org_ids }: MetricsQuestion): Activity[] {
  return everyActivity(facts).filter(({ orgId }) => org_ids === undefined || org_ids.includes(orgId));
}

/** Of activities in their order, those with fromMs <= t < toMs. */
export function within(activities: readonly Activity[], fromMs: number, toMs: number): Activity[] {
  return activities.slice(countBefore(activities, fromMs), countBefore(activities, toMs));
}

function countBefore(activities: readonly Activity[], ms: number): number {
  let low = 0;
  let high = activities.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((activities[middle]?.ms ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Who did enough of the one or of the other, of those who did anything at all. */
export function activeUsers(activities: readonly Activity[], question: MetricsQuestion): Set<string> {
  const { min_sessions = 1, min_searches = 1 } = question;
  const counts = new Map<string, Record<Activity['kind'], number>>();
  for (const { userId, kind } of activities) {
    const own = counts.get(userId) ?? { session: 0, search: 0 };
    own[kind] += 1;
    counts.set(userId, own);
  }
  const active = [...counts].filter(
    ([, { session, search }]) => session >= min_sessions || search >= min_searches,
  );
  return new Set(active.map(([userId]) => userId));
}

/** When each user did anything for the first time. */
export function firstMsByUser(activities: readonly Activity[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { userId, ms } of activities) first.set(userId, Math.min(ms, first.get(userId) ?? ms));
  return first;
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
