import fc from 'fast-check';
import { prMetrics } from '../model/devin/pull-requests';
import { sessionMetrics } from '../model/devin/sessions';
import { sessionsByCategory } from '../model/devin/sessions-by-category';
import { searchMetrics, usage } from '../model/devin/usage';
import { engagementActiveUsers } from '../model/engagement/active-users';
import { chatBusierDays, chatBusierHours } from '../model/engagement/chat-busier';
import { newUsers } from '../model/engagement/new-users';
import { timeOfDay } from '../model/engagement/time-of-day';
import { anyMetricsQuestion } from '../properties/questions/metrics';
import type { Question } from '../properties/questions/question';
import { queryText } from '../support/api';
import { DAY_SECONDS } from './windows';

const COUNTS = {
  usage,
  searches: searchMetrics,
  sessions: sessionMetrics,
  prs: prMetrics,
  'sessions-by-category': sessionsByCategory,
} as const;
const ENGAGEMENT_DAYS = 30;
const SAMPLES = 8;
/** The same questions in every run. */
const SEED = 20_260_202;

/** Questions of every other kind about a history between two seconds: counts, engagement and the further metrics. */
export function furtherQuestions(first: number, last: number, orgIds: readonly string[]): Question[] {
  const moments = Array.from({ length: SAMPLES }, (_, index) =>
    Math.floor(first + ((last - first) * (index + 0.37)) / SAMPLES),
  );
  return [
    ...counts({ time_after: first, time_before: last }, orgIds),
    ...moments.flatMap(engagementQuestions),
    ...metrics(first, last, orgIds),
  ];
}

function counts(range: { time_after: number; time_before: number }, orgIds: readonly string[]): Question[] {
  const names = Object.keys(COUNTS) as (keyof typeof COUNTS)[];
  return names.flatMap((name) => {
    const ask = (scope: string, org_ids?: string[]): Question => ({
      path: `/v3/${scope}/metrics/${name}${queryText(range)}`,
      expected: (facts) => COUNTS[name](facts, org_ids ? { ...range, org_ids } : range),
    });
    if (name === 'sessions-by-category') return [ask('enterprise')];
    return [ask('enterprise'), ...orgIds.map((org) => ask(`organizations/${org}`, [org]))];
  });
}

/** The five questions of the family about the thirty days from a second on. */
export function engagementQuestions(startSecond: number): Question[] {
  const start = new Date(startSecond * 1000).toISOString();
  const end = new Date((startSecond + ENGAGEMENT_DAYS * DAY_SECONDS) * 1000).toISOString();
  const path = (name: string, query: Record<string, string>): string =>
    `/api/v1/engagement-dashboard/users/${name}${queryText(query)}`;
  const range = { start, end };
  return [
    { path: path('active-users', range), expected: (facts) => engagementActiveUsers(facts, range) },
    { path: path('new-users', range), expected: (facts) => newUsers(facts, range) },
    {
      path: path('users-by-time-of-the-day-in-a-week', range),
      expected: (facts) => timeOfDay(facts, range),
    },
    {
      path: path('chat-busier/hourly-data', { start }),
      expected: (facts) => chatBusierHours(facts, start),
    },
    { path: path('chat-busier/weekly-data', { start }), expected: (facts) => chatBusierDays(facts, start) },
  ];
}

function metrics(first: number, last: number, orgIds: readonly string[]): Question[] {
  const question = anyMetricsQuestion({
    nowMs: Date.now(),
    anySecond: fc.integer({ min: first, max: last }),
    timezones: [undefined, 'UTC', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe'],
    orgIds,
    longestDays: 100,
  });
  return fc
    .sample(question, { numRuns: 4 * SAMPLES, seed: SEED })
    .filter(({ path }) => !path.startsWith('/v1/metrics/users'));
}
