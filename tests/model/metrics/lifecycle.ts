import type { BucketUnit } from '../devin/buckets';
import type { Facts } from '../facts';
import { activeUsers, activitiesOf, firstMsByUser, within } from './activity';
import type { MetricsQuestion } from './activity';
import { bucketAt, bucketsBetween } from './local-buckets';
import type { LocalBucket } from './local-buckets';
import { bucketFields, twoPeriods } from './two-periods';

export interface LifecycleQuestion extends MetricsQuestion {
  readonly bucket?: BucketUnit;
}

/** `lifecycle`: each active user of a bucket is new in it, was active in the one before, or is back; who left is dormant. */
export function lifecycle(facts: Facts, question: LifecycleQuestion, nowMs: number): object {
  const { timezone = 'UTC', bucket: unit = 'week' } = question;
  const activities = activitiesOf(facts, question);
  const firstMs = firstMsByUser(activities);
  const activeIn = ({ startMs, endMs }: LocalBucket): Set<string> =>
    activeUsers(within(activities, startMs, endMs), question);
  return twoPeriods(
    question,
    nowMs,
    (fromMs, toMs) => bucketsBetween(fromMs, toMs, unit, timezone),
    (buckets, throughMs) =>
      buckets.map((bucket) => {
        const active = activeIn(bucket);
        const before = activeIn(bucketAt(bucket.startMs - 1, unit, timezone));
        const isNew = (user: string): boolean => (firstMs.get(user) ?? NaN) >= bucket.startMs;
        const known = [...active].filter((user) => !isNew(user));
        return {
          ...bucketFields(bucket, throughMs),
          active_users: active.size,
          new_users: [...active].filter(isNew).length,
          returning_users: known.filter((user) => before.has(user)).length,
          resurrected_users: known.filter((user) => !before.has(user)).length,
          dormant_users: [...before].filter((user) => !active.has(user)).length,
        };
      }),
  );
}
