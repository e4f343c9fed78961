import type { Facts } from '../facts';
import { activeUsers, activitiesOf, fraction, within } from './activity';
import type { MetricsQuestion } from './activity';
import { bucketAt, bucketsBetween } from './local-buckets';
import { bucketFields, twoPeriods } from './two-periods';

const LONGEST_WINDOW_DAYS = 30;

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
  return twoPeriods(
    question,
    nowMs,
    (fromMs, toMs) => bucketsBetween(fromMs, toMs, 'day', timezone),
    (days, throughMs) => {
      const withEarlier = [...days];
      while (withEarlier.length < days.length + LONGEST_WINDOW_DAYS - 1) {
        withEarlier.unshift(bucketAt((withEarlier[0]?.startMs ?? NaN) - 1, 'day', timezone));
      }
      return days.map((day, index) => ({
        ...bucketFields(day, throughMs),
        ...figures((windowDays) => {
          const first = withEarlier[index + LONGEST_WINDOW_DAYS - windowDays];
          return activeUsers(within(activities, first?.startMs ?? NaN, day.endMs), question).size;
        }),
      }));
    },
  );
}
