import fc from 'fast-check';
import { APP_USERS_SORTS, appUsers } from '../../model/apps/app-users';
import type { AppUsersQuestion } from '../../model/apps/app-users';
import { isKnownApp } from '../../model/apps/known-app';
import { queryText } from '../../support/api';
import { anyDay, APP_IDS, CLIENT_IDS, DEPARTMENT_IDS } from '../arbitraries/pools';
import type { Question } from './question';

const anyDates = fc.tuple(anyDay, anyDay).map((days) => [...days].sort() as [string, string]);

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
  { nil: undefined },
);

export const anyGranularity = fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly');

export interface AppUsersCall {
  readonly question: AppUsersQuestion;
  /** Without paging parameters; starts with `/` and has a query. */
  readonly path: string;
}

/** A question of the users of one app, with the parameters that stand at their default left out half of the time. */
export const anyAppUsersCall: fc.Arbitrary<AppUsersCall> = fc
  .record({
    client_id: fc.constantFrom(...CLIENT_IDS),
    app_id: fc.constantFrom(...APP_IDS),
    period: anyPeriod,
    granularity: anyGranularity,
    departments: anyDepartments,
    sort_by: fc.option(fc.constantFrom(...APP_USERS_SORTS), { nil: undefined }),
    sort_order: fc.option(fc.constantFrom('asc' as const, 'desc' as const), { nil: undefined }),
  })
  .map(({ client_id, app_id, period, granularity, departments, sort_by, sort_order }) => {
    const sorting = { ...(sort_by && { sort_by }), ...(sort_order && { sort_order }) };
    const question = {
      client_id,
      app_id,
      ...period,
      ...sorting,
      ...(departments && { department_ids: departments }),
    };
    const query = queryText({ granularity, ...period, ...sorting, department_ids: departments?.join(',') });
    return { question, path: `/v2/clients/${client_id}/analytics/apps/${app_id}/utilization/users${query}` };
  });

export const anyAppUsersQuestion: fc.Arbitrary<Question> = anyAppUsersCall.map(({ question, path }) => ({
  path,
  expected: (facts) =>
    isKnownApp(facts, question.client_id, question.app_id) ? appUsers(facts, question) : null,
}));
