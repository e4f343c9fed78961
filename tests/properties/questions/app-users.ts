import fc from 'fast-check';
import { APP_USERS_SORTS, appUsers } from '../../model/apps/app-users';
import type { AppUsersQuestion } from '../../model/apps/app-users';
import { isKnownApp } from '../../model/apps/known';
import { queryText } from '../../support/api';
import { anyDay, APP_IDS, CLIENT_IDS, DEPARTMENT_IDS } from '../arbitraries/pools';
import type { Question } from './question';

/** Wide and adjacent ones often, so that most questions have rows and most comparisons numbers. */
const anyDates = fc.oneof(
  fc.constantFrom<[string, string]>(
    ['2025-12-01', '2026-03-01'],
    ['2026-03-02', '2026-04-30'],
    ['2025-12-01', '2026-04-30'],
  ),
  fc.tuple(anyDay, anyDay).map((days): [string, string] => [...days].sort() as [string, string]),
);

export const anyPeriod = fc
  .tuple(anyDates, fc.option(anyDates, { nil: undefined }))
  .map(([[start_date, end_date], compared]) => ({
    start_date,
    end_date,
    ...(compared && { compare_start_date: compared[0], compare_end_date: compared[1] }),
  }));

export const anyDepartments = fc.option(
  fc.uniqueArray(fc.constantFrom(...DEPARTMENT_IDS, 'd1a2b3c4-0000-4000-8000-00000000dead'), {
    minLength: 1,
    maxLength: 2,
  }),
  { nil: undefined, freq: 1 },
);

export const anyGranularity = fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly');

export interface AppUsersCall {
  readonly question: AppUsersQuestion;
  /** Without paging parameters; starts with `/` and has a query. */
  readonly path: string;
}

/** A question of the users of one app, with the parameters that stand at their default left out half of the time. */
export const anyAppUsersCall = fc
  .tuple(fc.constantFrom(...CLIENT_IDS), fc.constantFrom(...APP_IDS))
  .chain(([client_id, app_id]) => anyAppUsersCallOn(client_id, app_id));

export function anyAppUsersCallOn(client_id: string, app_id: string): fc.Arbitrary<AppUsersCall> {
  return fc
    .record({
      period: anyPeriod,
      granularity: anyGranularity,
      departments: anyDepartments,
      sort_by: fc.option(fc.constantFrom(...APP_USERS_SORTS), { nil: undefined }),
      sort_order: fc.option(fc.constantFrom('asc' as const, 'desc' as const), { nil: undefined }),
    })
    .map(({ period, granularity, departments, sort_by, sort_order }) => {
      const sorting = { ...(sort_by && { sort_by }), ...(sort_order && { sort_order }) };
      const question = {
        client_id,
        app_id,
        ...period,
        ...sorting,
        ...(departments && { department_ids: departments }),
      };
      const query = queryText({ granularity, ...period, ...sorting, department_ids: departments?.join(',') });
      return {
        question,
        path: `/v2/clients/${client_id}/analytics/apps/${app_id}/utilization/users${query}`,
      };
    });
}

export const anyAppUsersQuestion = anyAppUsersCall.map(toQuestion);

export function anyAppUsersQuestionOn(client_id: string, app_id: string): fc.Arbitrary<Question> {
  return anyAppUsersCallOn(client_id, app_id).map(toQuestion);
}

function toQuestion({ question, path }: AppUsersCall): Question {
  return {
    path,
    expected: (facts) =>
      isKnownApp(facts, question.client_id, question.app_id) ? appUsers(facts, question) : null,
  };
}
