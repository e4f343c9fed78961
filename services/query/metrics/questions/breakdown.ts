import type { QueryParams, Store } from '../../../../clickhouse/store';
import { columnsAt } from '../../../platform/formats/list';
import { answerInFormat } from '../../../platform/formats/list-answer';
import { json } from '../../../platform/http/answer';
import type { Route } from '../../../platform/http/route';
import { dayOfSecond } from '../../dates/civil';
import { isoDate } from '../../dates/storable-days';
import { type Problem, unprocessable } from '../../devin/problems';
import { organizationParams } from '../../devin/scope';
import { formFor, thresholdParams } from '../../devin/thresholds';
import { countUsersInRange } from '../../devin/users-in-range';
import { type MetricsContext, metricsRoute } from '../endpoint';
import { dataThrough, isProvisional } from '../freshness';
import { groupsOf, type GroupCount } from '../groups';
import { type Asked, readAsked } from '../parameters/asked';
import { readChoice } from '../parameters/choice';
import type { Period } from '../parameters/period';
import { storedRange } from '../stored-span';
import { boundsOf } from '../two-periods';

const DIMENSIONS = ['organization', 'origin'] as const;
type Dimension = (typeof DIMENSIONS)[number];
const FIELDS = { organization: 'org_id', origin: 'origin' } as const;

/** What there is to say about one period. */
interface Breakdown {
  /** Each user once, whatever groups they are in. */
  readonly activeUsers: number;
  readonly groups: readonly GroupCount[];
}

/**
 * `GET /v1/metrics/breakdown`: the active users of the range, exact to the second, in all and `by` organization or by the origin
 * of their sessions; a user is counted in every group they are active in.
 */
export function breakdown({ store }: MetricsContext): Route {
  return metricsRoute('breakdown', async (request) => {
    const problems: Problem[] = [];
    const asked = readAsked(request, problems);
    const by = readChoice(request.query, 'by', DIMENSIONS, 'organization', problems);
    if (!asked || !by) return unprocessable(problems);

    const { period, compare } = asked;
    const through = dataThrough(request.now, [period.timeBefore, ...(compare ? [compare.timeBefore] : [])]);
    const [main, prior] = await Promise.all([
      readBreakdown(store, asked, by, period, request.signal),
      compare && readBreakdown(store, asked, by, compare, request.signal),
    ]);
    const data = groupsOf(FIELDS[by], main.groups, prior?.groups ?? null);
    return answerInFormat(
      asked.format,
      () =>
        json(200, {
          data_through: through,
          ...boundsOf(period),
          provisional: isProvisional(period.timeBefore, through),
          by,
          active_users: main.activeUsers,
          data,
          compare: compare && prior && { ...boundsOf(compare), active_users: prior.activeUsers },
        }),
      () => ({
        name: 'breakdown',
        columns: columnsAt({
          [FIELDS[by]]: 'text',
          active_users: 'integer',
          compare_active_users: 'integer',
        }),
        rows: data,
      }),
    );
  });
}

async function readBreakdown(
  store: Store,
  asked: Asked,
  by: Dimension,
  period: Period,
  signal: AbortSignal,
): Promise<Breakdown> {
  const selection = { tenant: asked.tenant, ...organizationParams(asked.organizations) };
  const whole = { ...selection, ...storedRange([period.timeAfter, period.timeBefore]) };
  const [activeUsers, groups] = await Promise.all([
    countUsersInRange(store, whole, asked.thresholds, signal),
    by === 'organization'
      ? countByOrganization(store, asked, whole, signal)
      : countByOrigin(store, asked, { ...selection, ...originRange(period) }, signal),
  ]);
  return { activeUsers, groups };
}

async function countByOrganization(
  store: Store,
  asked: Asked,
  params: QueryParams,
  signal: AbortSignal,
): Promise<GroupCount[]> {
  const [question, thresholds] = formFor('metrics/active-users-by-organization', asked.thresholds);
  const rows = await store.query<{ org_id: string; active_users: string }>(
    question,
    { ...params, ...thresholds },
    signal,
  );
  return rows.map(({ org_id, active_users }) => ({ group: org_id, activeUsers: Number(active_users) }));
}

/** Searches have no origin: a user is in a group by their sessions of that origin, at least one. */
async function countByOrigin(
  store: Store,
  asked: Asked,
  params: QueryParams,
  signal: AbortSignal,
): Promise<GroupCount[]> {
  const { min_sessions } = thresholdParams(asked.thresholds);
  const rows = await store.query<{ origin: string | null; active_users: string }>(
    'metrics/active-users-by-origin',
    { ...params, min_sessions: min_sessions > 1n ? min_sessions : 1n },
    signal,
  );
  return rows.map(({ origin, active_users }) => ({ group: origin, activeUsers: Number(active_users) }));
}

function originRange({ timeAfter, timeBefore }: Period): QueryParams {
  return {
    first_day: isoDate(Number(dayOfSecond(BigInt(timeAfter)))),
    last_day: isoDate(Number(dayOfSecond(BigInt(timeBefore - 1)))),
    time_after: timeAfter,
    time_before: timeBefore,
  };
}
