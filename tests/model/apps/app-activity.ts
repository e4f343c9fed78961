import { addDays, datesBetween, utcMidnight } from '../dates';
import type { Facts } from '../facts';
import type { UsedDate } from '../used-dates';
import type { AppQuestion } from './app-detail';
import { periodOf } from './period';
import { inDepartments } from './user-ref';

export type Granularity = 'daily' | 'weekly' | 'monthly' | 'quarterly';

const METRICS = {
  'active-time': {
    label: 'Active Time',
    value: (used: readonly UsedDate[]) => used.reduce((sum, { activeMs }) => sum + activeMs, 0),
  },
  'session-count': {
    label: 'Session Count',
    value: (used: readonly UsedDate[]) => used.reduce((sum, { sessionCount }) => sum + sessionCount, 0),
  },
  'user-count': {
    label: 'User Count',
    value: (used: readonly UsedDate[]) => new Set(used.map(({ userId }) => userId)).size,
  },
} as const;

export type ActivityMetric = keyof typeof METRICS;

/** `apps/{app_id}/activity`: a point for every bucket, zeros included; edge buckets are cut. No comparison. */
export function appActivity(
  facts: Facts,
  question: AppQuestion & { readonly metric: ActivityMetric; readonly granularity: Granularity },
): object {
  const { start_date, end_date, granularity, metric } = question;
  const clientId = question.client_id.toLowerCase();
  const belongs = inDepartments(facts, clientId, question.department_ids);
  const usage = facts.usedDates.filter(
    (used) =>
      used.clientId === clientId && used.appId === question.app_id.toLowerCase() && belongs(used.userId),
  );
  const dates = datesBetween(start_date, end_date);
  const buckets = [...new Set(dates.map((date) => bucketStart(date, granularity)))];
  const data = buckets.map((bucket) => {
    const inBucket = usage.filter(
      ({ date }) => start_date <= date && date <= end_date && bucketStart(date, granularity) === bucket,
    );
    return { date: bucket < start_date ? start_date : bucket, value: METRICS[metric].value(inBucket) };
  });
  return { metric, label: METRICS[metric].label, period: periodOf({ start_date, end_date }), data };
}

function bucketStart(date: string, granularity: Granularity): string {
  if (granularity === 'daily') return date;
  if (granularity === 'weekly') return addDays(date, -((new Date(utcMidnight(date)).getUTCDay() + 6) % 7));
  const month = Number(date.slice(5, 7));
  const first = granularity === 'monthly' ? month : month - ((month - 1) % 3);
  return `${date.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}
