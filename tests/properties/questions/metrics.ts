import fc from 'fast-check';
import type { MetricsQuestion } from '../../model/metrics/activity';
import { breakdown } from '../../model/metrics/breakdown';
import { lifecycle } from '../../model/metrics/lifecycle';
import { retention } from '../../model/metrics/retention';
import { rolling, stickiness } from '../../model/metrics/trailing-days';
import { users } from '../../model/metrics/users';
import type { Facts } from '../../model/facts';
import { queryText } from '../../support/api';
import type { Question } from './question';

/** What questions are made of. */
export interface MetricsPool {
  readonly nowMs: number;
  readonly anySecond: fc.Arbitrary<number>;
  readonly timezones: readonly (string | undefined)[];
  readonly orgIds: readonly string[];
  readonly longestDays: number;
}

interface Kind {
  readonly name: string;
  /** Parameters of its own. */
  readonly own: fc.Arbitrary<object>;
  readonly model: (facts: Facts, question: MetricsQuestion, nowMs: number) => object;
}

const BUCKETS = ['day', 'week', 'month', undefined] as const;

const KINDS: readonly Kind[] = [
  { name: 'stickiness', own: fc.constant({}), model: stickiness },
  { name: 'rolling', own: fc.constant({}), model: rolling },
  { name: 'lifecycle', own: fc.record({ bucket: fc.constantFrom(...BUCKETS) }), model: lifecycle },
  {
    name: 'retention',
    own: fc.record({
      bucket: fc.constantFrom(...BUCKETS),
      mode: fc.constantFrom('on', 'on_or_after', undefined),
    }),
    model: retention,
  },
  {
    name: 'breakdown',
    own: fc.record({ by: fc.constantFrom('organization', 'origin', undefined) }),
    model: breakdown,
  },
  {
    name: 'users',
    own: fc.record({
      sort_by: fc.constantFrom('sessions', 'searches', 'days_active', 'last_activity', 'user_id', undefined),
      sort_order: fc.constantFrom('asc', 'desc', undefined),
    }),
    model: usersOnOnePage,
  },
];

/** A question of the metrics family and the body that the model gives it. */
export function anyMetricsQuestion(pool: MetricsPool): fc.Arbitrary<Question> {
  const anyThreshold = fc.constantFrom(undefined, undefined, 0, 1, 2, 3);
  const anyRange = fc.tuple(pool.anySecond, pool.anySecond).map(([one, other]) => {
    const after = Math.min(one, other);
    const before = Math.max(one, other, after + 1);
    return { after, before: Math.min(before, after + pool.longestDays * 86_400) };
  });
  const anyOrgs = fc.option(fc.uniqueArray(fc.constantFrom(...pool.orgIds), { minLength: 1 }), {
    nil: undefined,
  });
  return fc
    .record({
      kind: fc.constantFrom(...KINDS),
      range: anyRange,
      prior: fc.option(anyRange, { nil: undefined }),
      timezone: fc.constantFrom(...pool.timezones),
      org_ids: anyOrgs,
      min_sessions: anyThreshold,
      min_searches: anyThreshold,
    })
    .chain(({ kind, range, prior, ...common }) =>
      kind.own.map((own) => {
        const asked = {
          time_after: range.after,
          time_before: range.before,
          compare_after: prior?.after,
          compare_before: prior?.before,
          ...common,
          ...own,
        };
        const question = withoutUndefined(asked) as unknown as MetricsQuestion;
        return {
          path: `/v1/metrics/${kind.name}${queryText(asked)}`,
          expected: (facts) => kind.model(facts, question, pool.nowMs),
        };
      }),
    );
}

/** `users`, all of them on one page. */
export function usersOnOnePage(facts: Facts, question: MetricsQuestion, nowMs: number): object {
  const { time_after, time_before, compare_after, compare_before, timezone = 'UTC' } = question;
  const data = users(facts, question);
  const through = Math.min(Math.floor(nowMs / 1000), Math.max(time_before, compare_before ?? 0));
  return {
    data_through: through,
    timezone,
    time_after,
    time_before,
    provisional: time_before > through,
    data,
    total_count: data.length,
    next_cursor: null,
    compare: compare_after === undefined ? null : { time_after: compare_after, time_before: compare_before },
  };
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
