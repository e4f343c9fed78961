import { compareCodePoints } from '../code-points';
import type { Facts } from '../facts';
import { activeUsers, activitiesOf, within } from './activity';
import type { Activity, MetricsQuestion } from './activity';

export interface BreakdownQuestion extends MetricsQuestion {
  readonly by?: 'organization' | 'origin';
}

/** `breakdown`: the active users of a range in all, and in each organization or with sessions of each origin. */
export function breakdown(facts: Facts, question: BreakdownQuestion, nowMs: number): object {
  const { time_after, time_before, compare_after, compare_before, by = 'organization' } = question;
  const activities = activitiesOf(facts, question);
  const main = within(activities, time_after * 1000, time_before * 1000);
  const hasComparison = compare_after !== undefined && compare_before !== undefined;
  const prior = hasComparison ? within(activities, compare_after * 1000, compare_before * 1000) : [];

  const now = groups(main, question);
  const then = groups(prior, question);
  const rowOf = (group: string | null): object => ({
    [by === 'origin' ? 'origin' : 'org_id']: group,
    active_users: now.get(group) ?? 0,
    compare_active_users: hasComparison ? (then.get(group) ?? 0) : null,
  });
  const onlyThen = new Map([...then].filter(([group]) => !now.has(group)));
  const through = Math.min(
    Math.floor(nowMs / 1000),
    Math.max(time_before, ...(hasComparison ? [compare_before] : [])),
  );
  return {
    data_through: through,
    time_after,
    time_before,
    provisional: time_before > through,
    by,
    active_users: activeUsers(main, question).size,
    data: [...mostFirst(now), ...mostFirst(onlyThen)].map(rowOf),
    compare: hasComparison
      ? {
          time_after: compare_after,
          time_before: compare_before,
          active_users: activeUsers(prior, question).size,
        }
      : null,
  };
}

/** The active users of each group that has any. */
function groups(activities: readonly Activity[], question: BreakdownQuestion): Map<string | null, number> {
  const { by = 'organization', min_sessions = 1 } = question;
  const counted = by === 'origin' ? activities.filter(({ kind }) => kind === 'session') : activities;
  const nameOf = ({ orgId, origin }: Activity): string | null => (by === 'origin' ? origin : orgId);
  const enough = by === 'origin' ? { ...question, min_sessions, min_searches: Infinity } : question;
  const counts = [...new Set(counted.map(nameOf))].map((name) => {
    const ofGroup = counted.filter((activity) => nameOf(activity) === name);
    return [name, activeUsers(ofGroup, enough).size] as const;
  });
  return new Map(counts.filter(([, users]) => users > 0));
}

function mostFirst(groups: ReadonlyMap<string | null, number>): (string | null)[] {
  return [...groups]
    .sort(([a, usersA], [b, usersB]) => usersB - usersA || compareNames(a, b))
    .map(([name]) => name);
}

function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareCodePoints(a, b);
}
