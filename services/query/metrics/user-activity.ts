import type { QueryParams } from '../../../clickhouse/store';
import { type Column, columnsAt } from '../../platform/formats/list';
import { isoDate } from '../dates/storable-days';
import { organizationParams } from '../devin/scope';
import { localBuckets } from './local-buckets';
import type { Asked } from './parameters/asked';
import type { Period } from './parameters/period';
import { thresholdParams } from '../devin/thresholds';

const SECONDS_PER_DAY = 86_400;

/** What the question says of a user. */
export interface ActiveUserRow {
  readonly user_id: string;
  readonly sessions: string;
  readonly searches: string;
  readonly days_active: string;
  readonly last_activity: string;
  readonly compare_sessions: string;
  readonly compare_searches: string;
  readonly compare_days_active: string;
  readonly compare_last_activity: string;
}

/** A user as answers show them. What stands for the prior period is null if there is none. */
export interface ActiveUser {
  readonly user_id: string;
  readonly sessions: number;
  readonly searches: number;
  /** Distinct local dates. */
  readonly days_active: number;
  /** Unix seconds. */
  readonly last_activity: number;
  readonly compare_sessions: number | null;
  readonly compare_searches: number | null;
  readonly compare_days_active: number | null;
  /** Null also for a user who did nothing then. */
  readonly compare_last_activity: number | null;
}

export const USER_COLUMNS: Column<ActiveUser>[] = columnsAt({
  user_id: 'text',
  sessions: 'integer',
  searches: 'integer',
  days_active: 'integer',
  last_activity: 'integer',
  compare_sessions: 'integer',
  compare_searches: 'integer',
  compare_days_active: 'integer',
  compare_last_activity: 'integer',
});

export function activeUser(row: ActiveUserRow, hasComparison: boolean): ActiveUser {
  const daysThen = Number(row.compare_days_active);
  return {
    user_id: row.user_id,
    sessions: Number(row.sessions),
    searches: Number(row.searches),
    days_active: Number(row.days_active),
    last_activity: Number(row.last_activity),
    compare_sessions: hasComparison ? Number(row.compare_sessions) : null,
    compare_searches: hasComparison ? Number(row.compare_searches) : null,
    compare_days_active: hasComparison ? daysThen : null,
    compare_last_activity: daysThen > 0 ? Number(row.compare_last_activity) : null,
  };
}

/** The question's parameters, without those of order and place. */
export function activeUsersParams(asked: Asked): QueryParams {
  const { period, compare } = asked;
  const compareDays = compare ? daysOf(compare) : NO_DAYS;
  return {
    tenant: asked.tenant,
    ...organizationParams(asked.organizations),
    ...thresholdParams(asked.thresholds),
    time_after: period.timeAfter,
    time_before: period.timeBefore,
    first_day: daysOf(period).first,
    last_day: daysOf(period).last,
    compare_after: compare?.timeAfter ?? 1,
    compare_before: compare?.timeBefore ?? 0,
    compare_first_day: compareDays.first,
    compare_last_day: compareDays.last,
    day_starts: dayStarts(asked.timezone, compare ? [period, compare] : [period]),
  };
}

/** A span that ends before it begins. */
const NO_DAYS = { first: '1970-01-02', last: '1970-01-01' };

function daysOf({ timeAfter, timeBefore }: Period): { readonly first: string; readonly last: string } {
  return {
    first: isoDate(Math.floor(timeAfter / SECONDS_PER_DAY)),
    last: isoDate(Math.floor((timeBefore - 1) / SECONDS_PER_DAY)),
  };
}

/** Where the local days of the periods begin, ascending. */
function dayStarts(timezone: string, periods: readonly Period[]): number[] {
  const days = periods.flatMap((period) => localBuckets('day', timezone, period));
  return [...new Set(days.map(({ startSecond }) => startSecond))].sort((a, b) => a - b);
}
