import type { Facts } from '../facts';
import { bucketOf, bucketsIn } from './buckets';
import type { BucketUnit } from './buckets';

export interface ActiveUsersQuestion {
  /** Unix seconds: time_after <= t < time_before. */
  readonly time_after: number;
  readonly time_before: number;
  readonly min_sessions?: number;
  readonly min_searches?: number;
  /** Absent: every organization. */
  readonly org_ids?: readonly string[];
}

export interface ActiveUsers {
  readonly start_time: number;
  readonly end_time: number;
  readonly active_users: number;
}

interface Counts {
  sessions: number;
  searches: number;
}

/** `active-users`: one answer for the whole range, exact to the second. */
export function activeUsers(facts: Facts, question: ActiveUsersQuestion): ActiveUsers {
  const { time_after, time_before } = question;
  const counts = countByUser(facts, question, (ms) =>
    time_after * 1000 <= ms && ms < time_before * 1000 ? 'range' : null,
  );
  return {
    start_time: time_after,
    end_time: time_before,
    active_users: countActive(counts.get('range'), question),
  };
}

/** `dau`, `wau`, `mau`: whole buckets, also at the range's edges; an entry for every bucket that overlaps the range. */
export function activeUsersSeries(
  facts: Facts,
  unit: BucketUnit,
  question: ActiveUsersQuestion,
): ActiveUsers[] {
  const counts = countByUser(facts, question, (ms) => bucketOf(ms, unit).startMs);
  return bucketsIn(question.time_after * 1000, question.time_before * 1000, unit).map(
    ({ startMs, endMs }) => ({
      start_time: startMs / 1000,
      end_time: endMs / 1000 - 1,
      active_users: countActive(counts.get(startMs), question),
    }),
  );
}

/** Each user's sessions and searches, added up over the selected organizations, by whatever `group` names. */
function countByUser<Group>(
  facts: Facts,
  { org_ids }: ActiveUsersQuestion,
  group: (ms: number) => Group | null,
): Map<Group, Map<string, Counts>> {
  const groups = new Map<Group, Map<string, Counts>>();
  const add = (event: { orgId: string; userId: string; createdMs: number }, what: keyof Counts): void => {
    if (org_ids !== undefined && !org_ids.includes(event.orgId)) return;
    const name = group(event.createdMs);
    if (name === null) return;
    const users = groups.get(name) ?? new Map<string, Counts>();
    const counts = users.get(event.userId) ?? { sessions: 0, searches: 0 };
    counts[what] += 1;
    groups.set(name, users.set(event.userId, counts));
  };
  facts.sessions.forEach((session) => {
    add(session, 'sessions');
  });
  facts.searches.forEach((search) => {
    add(search, 'searches');
  });
  return groups;
}

function countActive(
  users: ReadonlyMap<string, Counts> | undefined,
  { min_sessions = 1, min_searches = 1 }: ActiveUsersQuestion,
): number {
  return [...(users?.values() ?? [])].filter(
    ({ sessions, searches }) => sessions >= min_sessions || searches >= min_searches,
  ).length;
}
