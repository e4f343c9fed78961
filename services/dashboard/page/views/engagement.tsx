import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { NewUsers, UsersByHour } from '../api/answers';
import { engagementPath } from '../api/paths';
import { useCall } from '../api/use-call';
import type { ChartData } from '../charts/chart-data';
import { count, dayLabel, oneDecimal, shortDayLabel, WHOLE_STEPS } from '../charts/figures';
import { heatOf } from '../charts/grid-data';
import type { GridData } from '../charts/grid-data';
import { RangeFilter } from '../parts/filters';
import { GridCard } from '../parts/grid-card';
import { States } from '../parts/states';
import { Tile } from '../parts/tile';
import { TimeChartCard } from '../parts/time-chart-card';
import { addDays, daysBetween } from '../state/dates';
import { periodOf } from '../state/range';
import type { Period } from '../state/range';
import { meanByWeekdayAndHour, WEEKDAYS } from '../state/week';
import { Busiest } from './busiest';
import type { ViewProps } from './view';

export const ENGAGEMENT_NEEDS = 'view-engagement-dashboard';
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Who is new, and when people are there. Days and hours are UTC. */
export function Engagement({ address, go }: ViewProps): JSX.Element {
  const { from, to } = periodOf(address.range, 'UTC', new Date());
  const period = { from, to };
  const newUsers = useCall<NewUsers>(engagementPath('new-users', period));
  const byHour = useCall<UsersByHour>(engagementPath('users-by-time-of-the-day-in-a-week', period));
  const newUsersChart = useCallback((body: NewUsers) => chartOfDays(body, { from, to }), [from, to]);
  const heatMap = useCallback((body: UsersByHour) => heatMapOf(body, { from, to }), [from, to]);
  return (
    <>
      <header class="view-head">
        <h1>Engagement</h1>
        <div class="filters">
          <RangeFilter address={{ ...address, zone: 'UTC' }} go={go} />
        </div>
      </header>
      <States answered={newUsers} needs={ENGAGEMENT_NEEDS}>
        {({ period: whole, yesterday, days }) => (
          <dl class="tiles">
            <Tile
              label="New users"
              value={count(whole.count)}
              note={variation(whole.variation, 'than in the days before')}
            />
            <Tile
              label={
                to === periodOf({ days: 1 }, 'UTC', new Date()).to
                  ? 'New yesterday'
                  : 'New on the day before the last'
              }
              value={count(yesterday.count)}
              note={variation(yesterday.variation, 'the day after')}
            />
            <Tile
              label="Days with new users"
              value={count(days.length)}
              note={`of ${daysBetween(from, to) + 1}`}
            />
          </dl>
        )}
      </States>
      <TimeChartCard
        title="New users"
        subtitle="By the UTC day of their first activity ever"
        answered={newUsers}
        calls={[newUsers.path]}
        fileName="new-users"
        needs={ENGAGEMENT_NEEDS}
        shape="bars"
        chartOf={newUsersChart}
        height={220}
      />
      <GridCard
        title="When people are there"
        subtitle="Users present in each UTC hour, on average over the weekdays of the range"
        answered={byHour}
        fileName="users-by-hour-and-weekday"
        needs={ENGAGEMENT_NEEDS}
        gridOf={heatMap}
        isEmpty={isQuiet}
      />
      <Busiest address={address} go={go} last={to} />
    </>
  );
}

function isQuiet({ week }: UsersByHour): boolean {
  return week.length === 0;
}

/** The service's own difference, in words. */
function variation(difference: number, when: string): string {
  if (difference === 0) return `as many ${when}`;
  return `${count(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} ${when}`;
}

/** The answer names only the days with new users; the others had none. */
function chartOfDays({ days }: NewUsers, { from, to }: Period): ChartData {
  const users = new Map(days.map(({ day, users: some }) => [day.slice(0, 10), some]));
  const dates = Array.from({ length: daysBetween(from, to) + 1 }, (_, day) => addDays(from, day));
  return {
    times: dates.map((date) => Date.parse(date) / 1000),
    series: [{ label: 'New users', colour: 'series-1', values: dates.map((date) => users.get(date) ?? 0) }],
    write: count,
    steps: WHOLE_STEPS,
    nameTime: (second) => dayLabel(second, 'UTC'),
    nameTick: (second) => shortDayLabel(second, 'UTC'),
  };
}

function heatMapOf({ week }: UsersByHour, period: Period): GridData {
  const means = meanByWeekdayAndHour(period, week);
  const most = Math.max(...means.flat().map((mean) => mean ?? 0));
  return {
    corner: 'UTC',
    columns: HOURS,
    rows: WEEKDAYS.map((name, weekday) => ({
      name,
      cells: (means[weekday] ?? []).map((mean, hour) => ({
        text: mean === null ? '' : mean >= 10 || mean === 0 ? count(mean) : oneDecimal(mean),
        heat: mean === null ? null : heatOf(mean, most),
        hint: `${name} ${HOURS[hour] ?? ''}:00 UTC: ${oneDecimal(mean)} users`,
      })),
    })),
  };
}
