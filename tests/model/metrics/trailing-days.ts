import type { Facts } from '../facts';
import { activeUsers, activitiesOf, fraction, within } from './activity';
import type { MetricsQuestion } from './activity';
import { bucketAt, bucketsBetween } from './local-buckets';
import type { LocalBucket } from './local-buckets';
import { bucketFields, twoPeriods } from './two-periods';

/** `rolling`: who was active within the 7, 28 and 30 local days that end with each day. */
export function rolling(facts: Facts, question: MetricsQuestion, nowMs: number): object {
  return trailing(facts, question, nowMs, (users) => ({
    active_users_7d: users(7),
    active_users_28d: users(28),
    active_users_30d: users(30),
  }));
}

/** `stickiness`: a day's users as a part of those within the 7 and the 30 local days that end with it. */
export function stickiness(facts: Facts, question: MetricsQuestion, nowMs: number): object {
  return trailing(facts, question, nowMs, (users) => {
    const [dau, wau, mau] = [users(1), users(7), users(30)];
    return { dau, wau, mau, dau_wau: fraction(dau, wau), dau_mau: fraction(dau, mau) };
  });
}

function trailing(
  facts: Facts,
  question: MetricsQuestion,
  nowMs: number,
  figures: (users: (windowDays: number) => number) => object,
): object {
  const { timezone = 'UTC' } = question;
  const activities = activitiesOf(facts, question);
  const usersWithin = (day: LocalBucket, windowDays: number): number => {
    let { startMs } = day;
    for (let days = 1; days < windowDays; days += 1) startMs = bucketAt(startMs - 1, 'day', timezone).startMs;
    return activeUsers(within(activities, startMs, day.endMs), question).size;
  };
  return twoPeriods(
    question,
    nowMs,
    (fromMs, toMs) => bucketsBetween(fromMs, toMs, 'day', timezone),
    (days, throughMs) =>
      days.map((day) => ({
        ...bucketFields(day, throughMs),
        ...figures((windowDays) => usersWithin(day, windowDays)),
      })),
  );
}
