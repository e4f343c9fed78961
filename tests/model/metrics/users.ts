import { compareCodePoints } from '../code-points';
import type { Facts } from '../facts';
import { activeUsers, activitiesOf, within } from './activity';
import type { Activity, MetricsQuestion } from './activity';
import { dateAt } from './local-buckets';

export interface UsersQuestion extends MetricsQuestion {
  readonly sort_by?: 'sessions' | 'searches' | 'days_active' | 'last_activity' | 'user_id';
  readonly sort_order?: 'asc' | 'desc';
}

interface Figures {
  readonly sessions: number;
  readonly searches: number;
  readonly days_active: number;
  readonly last_activity: number;
}

/** `users`: everybody whom a count of active users is about, in order, on one page. */
export function users(facts: Facts, question: UsersQuestion): object[] {
  const { time_after, time_before, compare_after, compare_before } = question;
  const { sort_by = 'sessions' } = question;
  const { sort_order = sort_by === 'user_id' ? 'asc' : 'desc' } = question;
  const activities = activitiesOf(facts, question);
  const main = within(activities, time_after * 1000, time_before * 1000);
  const prior =
    compare_after === undefined || compare_before === undefined
      ? null
      : within(activities, compare_after * 1000, compare_before * 1000);

  const [mainByUser, priorByUser] = [byUser(main), byUser(prior ?? [])];
  const rows = [...activeUsers(main, question)].map((user) => {
    const now = figuresOf(mainByUser.get(user) ?? [], question);
    const then = prior && figuresOf(priorByUser.get(user) ?? [], question);
    return {
      user_id: user,
      ...now,
      compare_sessions: then?.sessions ?? null,
      compare_searches: then?.searches ?? null,
      compare_days_active: then?.days_active ?? null,
      compare_last_activity: then !== null && then.days_active > 0 ? then.last_activity : null,
    };
  });
  const direction = sort_order === 'desc' ? -1 : 1;
  return rows.sort((a, b) => {
    const byId = compareCodePoints(a.user_id, b.user_id);
    return sort_by === 'user_id' ? direction * byId : direction * (a[sort_by] - b[sort_by]) || byId;
  });
}

function byUser(activities: readonly Activity[]): Map<string, Activity[]> {
  const users = new Map<string, Activity[]>();
  for (const activity of activities) {
    const own = users.get(activity.userId) ?? [];
    own.push(activity);
    users.set(activity.userId, own);
  }
  return users;
}

function figuresOf(own: readonly Activity[], { timezone = 'UTC' }: UsersQuestion): Figures {
  return {
    sessions: own.filter(({ kind }) => kind === 'session').length,
    searches: own.filter(({ kind }) => kind === 'search').length,
    days_active: new Set(own.map(({ ms }) => dateAt(ms, timezone))).size,
    last_activity: Math.floor((own.at(-1)?.ms ?? NaN) / 1000),
  };
}
