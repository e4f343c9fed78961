import { prMetrics } from '../model/devin/pull-requests';
import type { RangeQuestion } from '../model/devin/range';
import { sessionMetrics } from '../model/devin/sessions';
import { sessionsByCategory } from '../model/devin/sessions-by-category';
import { searchMetrics, usage } from '../model/devin/usage';
import type { Facts } from '../model/facts';
import type { MetricsQuestion } from '../model/metrics/activity';
import { breakdown } from '../model/metrics/breakdown';
import { lifecycle } from '../model/metrics/lifecycle';
import { retention } from '../model/metrics/retention';
import { rolling, stickiness } from '../model/metrics/trailing-days';
import { usersOnOnePage } from '../properties/questions/metrics';
import type { Question } from '../properties/questions/question';
import { queryText } from '../support/api';
import { engagementQuestions } from './further-questions';
import { DAY_SECONDS, MAX_SERIES_DAYS, windows } from './windows';

/** What a history lies between, and who is in it. */
export interface History {
  readonly first: number;
  readonly last: number;
  readonly orgIds: readonly string[];
  readonly userIds: readonly string[];
}

/** Offsets of whole hours, of half and quarter hours, and clock changes of an hour and of half an hour. */
const PLACES: readonly (readonly [string, object])[] = [
  ['UTC', {}],
  ['UTC', { min_sessions: 3, min_searches: 2 }],
  ['Asia/Kolkata', {}],
  ['Asia/Kathmandu', { min_sessions: 2, min_searches: 0 }],
  ['Pacific/Chatham', {}],
  ['Australia/Lord_Howe', { min_sessions: 1, min_searches: 5 }],
  ['America/New_York', {}],
  ['America/New_York', { min_sessions: 3, min_searches: 2 }],
];
const BUCKET_DAYS = { day: 1, week: 7, month: 28 } as const;
const MAX_RETENTION_BUCKETS = 118;
const LARGEST_PAGE = 200;
const MODES = ['on', 'on_or_after'] as const;

/** Every question of every kind, over all of a history: nothing that lies in it is left out of any of them. */
export function wholeHistoryQuestions(history: History, nowMs: number): Question[] {
  return [...counts(history), ...engagement(history), ...furtherMetrics(history, nowMs)];
}

type Ask = (facts: Facts, question: RangeQuestion) => object;

/** Quarter by quarter at the enterprise, year by year in each organization, and of single users. */
function counts({ first, last, orgIds, userIds }: History): Question[] {
  const metrics: Record<string, Ask> = {
    usage,
    searches: searchMetrics,
    sessions: sessionMetrics,
    prs: prMetrics,
    'sessions-by-category': sessionsByCategory,
  };
  const ask = (name: string, scope: string, question: RangeQuestion, own: object): Question => ({
    path: `/v3/${scope}/metrics/${name}${queryText({ ...question, org_ids: undefined, ...own })}`,
    expected: (facts) => metrics[name]?.(facts, question) ?? null,
  });
  const quarters = [{ time_after: first, time_before: last }, ...windows(first, last, 91)];
  const years = windows(first, last, 365);
  return Object.keys(metrics).flatMap((name) => [
    ...quarters.map((range) => ask(name, 'enterprise', range, {})),
    ...orgIds
      .filter(() => name !== 'sessions-by-category')
      .flatMap((org) =>
        years.map((range) => ask(name, `organizations/${org}`, { ...range, org_ids: [org] }, {})),
      ),
    ...userIds
      .filter(() => name === 'sessions' || name === 'prs')
      .map((id) =>
        ask(name, 'enterprise', { time_after: first, time_before: last, user_ids: [id] }, { user_ids: id }),
      ),
  ]);
}

function engagement({ first, last }: History): Question[] {
  return windows(first, last, 30).flatMap(({ time_after }) => engagementQuestions(time_after));
}

function furtherMetrics(history: History, nowMs: number): Question[] {
  const { first, last, orgIds } = history;
  const commons = [
    ...PLACES.map(([timezone, thresholds]) => ({ timezone, ...thresholds })),
    { org_ids: orgIds.slice(0, 2) },
    { org_ids: orgIds.slice(2, 5), min_sessions: 2, min_searches: 2 },
  ];
  const ask = <Asked extends MetricsQuestion & Parameters<typeof queryText>[0]>(
    name: string,
    model: (facts: Facts, question: Asked, nowMs: number) => object,
    question: Asked,
  ): Question => ({
    path: `/v1/metrics/${name}${queryText({ ...question })}`,
    expected: (facts) => model(facts, question, nowMs),
  });
  const bucketKinds = Object.keys(BUCKET_DAYS) as (keyof typeof BUCKET_DAYS)[];
  return commons.flatMap((common) => {
    const series = windows(first, last, MAX_SERIES_DAYS);
    const long = series.flatMap((range) => [
      ask('rolling', rolling, { ...range, ...common }),
      ask('stickiness', stickiness, { ...range, ...common }),
      ...bucketKinds.map((bucket) => ask('lifecycle', lifecycle, { ...range, ...common, bucket })),
    ]);
    const triangles = bucketKinds.flatMap((bucket) =>
      windows(first, last, BUCKET_DAYS[bucket] * MAX_RETENTION_BUCKETS).flatMap((range) =>
        MODES.map((mode) => ask('retention', retention, { ...range, ...common, bucket, mode })),
      ),
    );
    const years = windows(first, last, 365).map((range) => ({
      ...range,
      compare_after: range.time_after - 365 * DAY_SECONDS,
      compare_before: range.time_after,
    }));
    const groups = years.flatMap((range) =>
      (['organization', 'origin'] as const).map((by) =>
        ask('breakdown', breakdown, { ...range, ...common, by }),
      ),
    );
    const people = [{ time_after: first, time_before: last }, ...years].map((range) =>
      ask('users', usersOnOnePage, { ...range, ...common, page_size: LARGEST_PAGE }),
    );
    return [...long, ...triangles, ...groups, ...people];
  });
}
