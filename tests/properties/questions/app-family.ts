import fc from 'fast-check';
import { appActivity } from '../../model/apps/app-activity';
import { appDetail } from '../../model/apps/app-detail';
import { APP_LIST_SORTS, appList } from '../../model/apps/app-list';
import { isKnownApp, isKnownUser } from '../../model/apps/known';
import { USER_APPS_SORTS, userApps } from '../../model/apps/user-apps';
import { queryText } from '../../support/api';
import { anyDepartments, anyGranularity, anyPeriod } from './app-users';
import type { Question } from './question';

const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 1 });

const anyOrder = optional(fc.constantFrom('asc' as const, 'desc' as const));
const rarely = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const narrowing = {
  q: rarely(fc.constantFrom('a', 'O', 'ö', '0000', '%')),
  is_approved: rarely(fc.boolean()),
  is_favorite: rarely(fc.boolean()),
};

type Defined<Type> = { [Key in keyof Type]?: Exclude<Type[Key], undefined> };

function defined<Type extends object>(value: Type): Defined<Type> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<Type>;
}

/** `/apps/utilization` */
function listQuestion(client_id: string): fc.Arbitrary<Question> {
  return fc
    .record({
      period: anyPeriod,
      granularity: anyGranularity,
      department_ids: anyDepartments,
      more: fc.record({
        ...narrowing,
        filter: rarely(fc.constantFrom('discovered' as const, 'dropped_off' as const)),
        sort_by: optional(fc.constantFrom(...APP_LIST_SORTS)),
        sort_order: anyOrder,
      }),
    })
    .map(({ period, granularity, department_ids, more }) => ({
      path: `/v2/clients/${client_id}/analytics/apps/utilization${parameters({ granularity, ...period, department_ids, ...more })}`,
      expected: (facts) =>
        appList(facts, { client_id, ...period, ...defined({ department_ids }), ...defined(more) }),
    }));
}

/** `/apps/{app_id}/utilization` */
function detailQuestion(client_id: string, app_id: string): fc.Arbitrary<Question> {
  return fc
    .record({ period: anyPeriod, granularity: anyGranularity, department_ids: anyDepartments })
    .map(({ period, granularity, department_ids }) => ({
      path: `/v2/clients/${client_id}/analytics/apps/${app_id}/utilization${parameters({ granularity, ...period, department_ids })}`,
      expected: (facts) =>
        isKnownApp(facts, client_id, app_id)
          ? appDetail(facts, { client_id, app_id, ...period, ...defined({ department_ids }) })
          : null,
    }));
}

/** `/apps/{app_id}/activity` */
function activityQuestion(client_id: string, app_id: string): fc.Arbitrary<Question> {
  return fc
    .record({
      period: anyPeriod,
      granularity: anyGranularity,
      department_ids: anyDepartments,
      metric: fc.constantFrom('active-time' as const, 'session-count' as const, 'user-count' as const),
    })
    .map(({ period: { start_date, end_date }, granularity, department_ids, metric }) => {
      const question = { client_id, app_id, start_date, end_date, granularity, metric };
      return {
        path: `/v2/clients/${client_id}/analytics/apps/${app_id}/activity${parameters({ metric, granularity, start_date, end_date, department_ids })}`,
        expected: (facts) =>
          isKnownApp(facts, client_id, app_id)
            ? appActivity(facts, { ...question, ...defined({ department_ids }) })
            : null,
      };
    });
}

/** `/users/{user_id}/utilization/apps` */
function userAppsQuestion(client_id: string, user_id: string): fc.Arbitrary<Question> {
  return fc
    .record({
      period: anyPeriod,
      granularity: anyGranularity,
      more: fc.record({
        ...narrowing,
        sort_by: optional(fc.constantFrom(...USER_APPS_SORTS)),
        sort_order: anyOrder,
      }),
    })
    .map(({ period, granularity, more }) => ({
      path: `/v2/clients/${client_id}/analytics/users/${encodeURIComponent(user_id)}/utilization/apps${parameters({ granularity, ...period, ...more })}`,
      expected: (facts) =>
        isKnownUser(facts, client_id, user_id)
          ? userApps(facts, { client_id, user_id, ...period, ...defined(more) })
          : null,
    }));
}

/** Any question of the family but the seed's, about one client. */
export function anyAppFamilyQuestion(
  client_id: string,
  appIds: readonly string[],
  userIds: readonly string[],
): fc.Arbitrary<Question> {
  const anyApp = fc.constantFrom(...appIds);
  return fc.oneof(
    listQuestion(client_id),
    anyApp.chain((app_id) => detailQuestion(client_id, app_id)),
    anyApp.chain((app_id) => activityQuestion(client_id, app_id)),
    fc.constantFrom(...userIds).chain((user_id) => userAppsQuestion(client_id, user_id)),
  );
}

type Parameter = string | boolean | readonly string[] | undefined;

function parameters(values: Readonly<Record<string, Parameter>>): string {
  const texts = Object.entries(values).map(
    ([name, value]) => [name, value === undefined ? undefined : String(value)] as const,
  );
  return queryText(Object.fromEntries(texts));
}
