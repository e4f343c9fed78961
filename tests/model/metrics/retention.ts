import type { BucketUnit } from '../devin/buckets';
import type { Facts } from '../facts';
import { activeUsers, activitiesOf, firstMsByUser, fraction, within } from './activity';
import type { MetricsQuestion } from './activity';
import { bucketsBetween } from './local-buckets';
import { bucketFields, twoPeriods } from './two-periods';

export interface RetentionQuestion extends MetricsQuestion {
  readonly bucket?: BucketUnit;
  readonly mode?: 'on' | 'on_or_after';
}

/** `retention`: who of those who began in a bucket was active in it and in each later one of the range (or then or later). */
export function retention(facts: Facts, question: RetentionQuestion, nowMs: number): object {
  const { timezone = 'UTC', bucket: unit = 'week', mode = 'on' } = question;
  const activities = activitiesOf(facts, question);
  const everybody = [...firstMsByUser(activities)];
  return twoPeriods(
    question,
    nowMs,
    (fromMs, toMs) => bucketsBetween(fromMs, toMs, unit, timezone),
    (buckets, throughMs) => {
      const activeByBucket = buckets.map(({ startMs, endMs }) =>
        activeUsers(within(activities, startMs, endMs), question),
      );
      return buckets.map((cohort, index) => {
        const members = everybody
          .filter(([, firstMs]) => cohort.startMs <= firstMs && firstMs < cohort.endMs)
          .map(([user]) => user);
        return {
          ...bucketFields(cohort, throughMs),
          cohort_size: members.length,
          periods: buckets.slice(index).map((bucket, period) => {
            const from = index + period;
            const counted = activeByBucket.slice(from, mode === 'on' ? from + 1 : undefined);
            const users = members.filter((user) => counted.some((active) => active.has(user))).length;
            const last = mode === 'on' ? bucket : buckets.at(-1);
            return {
              period,
              users,
              rate: fraction(users, members.length),
              provisional: (last?.endMs ?? 0) > throughMs,
            };
          }),
        };
      });
    },
  );
}
