import fc from 'fast-check';
import { createRandom } from '../../../scripts/demo/random';
import { appDetail } from '../../model/apps/app-detail';
import { appList } from '../../model/apps/app-list';
import { appUsers } from '../../model/apps/app-users';
import { isKnownApp } from '../../model/apps/known';
import { activeUsers, activeUsersSeries } from '../../model/devin/active-users';
import { prMetrics } from '../../model/devin/pull-requests';
import { sessionMetrics } from '../../model/devin/sessions';
import { sessionsByCategory } from '../../model/devin/sessions-by-category';
import { searchMetrics, usage } from '../../model/devin/usage';
import { engagementActiveUsers } from '../../model/engagement/active-users';
import { newUsers } from '../../model/engagement/new-users';
import { timeOfDay } from '../../model/engagement/time-of-day';
import {
  anyInstantMs,
  APP_IDS,
  CLIENT_IDS,
  NOW_MS,
  ORG_IDS,
  USER_IDS,
} from '../../properties/arbitraries/pools';
import { anyAppFamilyQuestion } from '../../properties/questions/app-family';
import { anyAppUsersQuestion } from '../../properties/questions/app-users';
import { anyDevinQuestion } from '../../properties/questions/devin';
import { anyDevinCount } from '../../properties/questions/devin-counts';
import { anyEngagementQuestion, anyHoursQuestion } from '../../properties/questions/engagement';
import { anyMetricsQuestion, usersOnOnePage } from '../../properties/questions/metrics';
import type { Question } from '../../properties/questions/question';
import { queryText } from '../../support/api';

const DAY_SECONDS = 86_400;
const FIRST_SECOND = Date.parse('2025-12-27T00:00:00Z') / 1000;
const LAST_SECOND = Date.parse('2026-04-13T00:00:00Z') / 1000;
const EVERYTHING = { time_after: FIRST_SECOND, time_before: LAST_SECOND };
const ALL_DAYS = {
  start: new Date(FIRST_SECOND * 1000).toISOString(),
  end: new Date(LAST_SECOND * 1000).toISOString(),
};
const ALL_DATES = { start_date: '2025-12-26', end_date: '2026-04-13' };
const LATER_HALF = {
  start_date: '2026-03-02',
  end_date: '2026-04-13',
  compare_start_date: '2025-12-26',
  compare_end_date: '2026-03-01',
};

/** The service's own clock is later than anything that is asked about. */
const LATER_MS = NOW_MS + 30 * DAY_SECONDS * 1000;
const anyMetric = anyMetricsQuestion({
  nowMs: LATER_MS,
  anySecond: anyInstantMs.map((ms) => Math.floor(ms / 1000)),
  timezones: [undefined, 'Asia/Kolkata', 'America/New_York'],
  orgIds: [...ORG_IDS],
  longestDays: 110,
});
const MIXED: readonly fc.Arbitrary<Question>[] = [
  anyDevinQuestion,
  anyDevinCount,
  anyEngagementQuestion,
  anyHoursQuestion,
  anyAppUsersQuestion,
  fc.constantFrom(...CLIENT_IDS).chain((client) => anyAppFamilyQuestion(client, APP_IDS, USER_IDS)),
  anyMetric,
];

/** What is asked about a tenant. */
export interface Questions {
  readonly all: readonly Question[];
  /** Few, but of every family, and each table is looked at; others each time. */
  some(): Question[];
}

/**
 * Wide questions, each of which looks at everything that was sent from another side, so that an event that is in one table and
 * not in another shows; and one of each family by chance.
 */
export function questionsOf(seed: number): Questions {
  const random = createRandom(`questions ${seed}`);
  const mixed = MIXED.map((any, index) => fc.sample(any, { seed: seed + index, numRuns: 1 })[0]);
  const families = [
    ...[cheapDevin(), costlyDevin(), engagement(), [everyUser()]],
    ...[CLIENT_IDS.flatMap(appLists), CLIENT_IDS.flatMap(appDetails)],
    mixed.filter((question) => question !== undefined),
  ];
  return { all: families.flat(), some: () => families.map((family) => random.pick(family)) };
}

const TWICE = { ...EVERYTHING, min_sessions: 2, min_searches: 2 };

function metric(name: string, query: Record<string, number> = EVERYTHING): string {
  return `/v3/enterprise/metrics/${name}${queryText(query)}`;
}

function cheapDevin(): Question[] {
  return [
    { path: metric('mau'), expected: (facts) => activeUsersSeries(facts, 'month', EVERYTHING) },
    { path: metric('dau'), expected: (facts) => activeUsersSeries(facts, 'day', EVERYTHING) },
    { path: metric('wau', TWICE), expected: (facts) => activeUsersSeries(facts, 'week', TWICE) },
    { path: metric('active-users', TWICE), expected: (facts) => activeUsers(facts, TWICE) },
  ];
}

function costlyDevin(): Question[] {
  return [
    { path: metric('searches'), expected: (facts) => searchMetrics(facts, EVERYTHING) },
    { path: metric('usage'), expected: (facts) => usage(facts, EVERYTHING) },
    { path: metric('sessions'), expected: (facts) => sessionMetrics(facts, EVERYTHING) },
    { path: metric('prs'), expected: (facts) => prMetrics(facts, EVERYTHING) },
    { path: metric('sessions-by-category'), expected: (facts) => sessionsByCategory(facts, EVERYTHING) },
  ];
}

function engagement(): Question[] {
  const path = (name: string): string => `/api/v1/engagement-dashboard/users/${name}${queryText(ALL_DAYS)}`;
  return [
    { path: path('active-users'), expected: (facts) => engagementActiveUsers(facts, ALL_DAYS) },
    { path: path('new-users'), expected: (facts) => newUsers(facts, ALL_DAYS) },
    {
      path: path('users-by-time-of-the-day-in-a-week'),
      expected: (facts) => timeOfDay(facts, ALL_DAYS),
    },
  ];
}

function appLists(client_id: string): Question[] {
  const query = queryText({ granularity: 'daily', ...ALL_DATES, sort_by: 'canonical_name' });
  return [
    {
      path: `/v2/clients/${client_id}/analytics/apps/utilization${query}`,
      expected: (facts) => appList(facts, { client_id, ...ALL_DATES, sort_by: 'canonical_name' }),
    },
  ];
}

function appDetails(client_id: string): Question[] {
  const query = queryText({ granularity: 'daily', ...LATER_HALF });
  return APP_IDS.slice(0, 2).flatMap((app_id): Question[] => {
    const path = `/v2/clients/${client_id}/analytics/apps/${app_id}/utilization`;
    const question = { client_id, app_id, ...LATER_HALF };
    return [
      {
        path: `${path}/users${query}`,
        expected: (facts) => (isKnownApp(facts, client_id, app_id) ? appUsers(facts, question) : null),
      },
      {
        path: `${path}${query}`,
        expected: (facts) => (isKnownApp(facts, client_id, app_id) ? appDetail(facts, question) : null),
      },
    ];
  });
}

function everyUser(): Question {
  return {
    path: `/v1/metrics/users${queryText(EVERYTHING)}`,
    expected: (facts) => usersOnOnePage(facts, EVERYTHING, LATER_MS),
  };
}

/** The questions that the baseline answers: one of the facts, three of what its views counted. */
export function baselineQuestions(): Questions {
  const [list] = engagement();
  const all = [
    { path: metric('searches'), expected: (facts) => searchMetrics(facts, EVERYTHING) },
    { path: metric('dau'), expected: (facts) => activeUsersSeries(facts, 'day', EVERYTHING) },
    { path: metric('active-users', TWICE), expected: (facts) => activeUsers(facts, TWICE) },
    ...(list ? [list] : []),
  ] satisfies Question[];
  return { all, some: () => all };
}
