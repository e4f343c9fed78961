import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { Breakdown, Stickiness, StickinessDay } from '../api/answers';
import { metricsPath } from '../api/paths';
import { useCall } from '../api/use-call';
import type { Answered } from '../api/use-call';
import type { ChartData } from '../charts/chart-data';
import {
  changeBetween,
  count,
  dayLabel,
  percent,
  shortDayLabel,
  wholePercent,
  WHOLE_STEPS,
} from '../charts/figures';
import { ComparisonFilter, RangeFilter, ThresholdFilter, ZoneFilter } from '../parts/filters';
import { GroupsCard } from '../parts/groups-card';
import { METRICS_NEED as NEEDS, OrganizationFilter } from '../parts/organization-filter';
import { States } from '../parts/states';
import { Tile } from '../parts/tile';
import { TimeChartCard } from '../parts/time-chart-card';
import type { ViewProps } from './view';

const USERS = [
  { key: 'dau', label: 'Daily', colour: 'series-1' },
  { key: 'wau', label: 'Weekly (7 days)', colour: 'series-2' },
  { key: 'mau', label: 'Monthly (30 days)', colour: 'series-3' },
] as const;

const RATES = [
  { key: 'dau_wau', label: 'Daily of weekly', colour: 'series-2' },
  { key: 'dau_mau', label: 'Daily of monthly', colour: 'series-3' },
] as const;

/** How many people are active, how often they are, and where. */
export function ActiveUsers({ address, go, claims }: ViewProps): JSX.Element {
  const now = new Date();
  const stickiness = useCall<Stickiness>(metricsPath('stickiness', address, claims, now));
  const groups = useCall<Breakdown>(metricsPath('breakdown', address, claims, now));
  const { zone } = address;
  const usersChart = useCallback(
    (body: Stickiness) => chartOf(body, USERS, { write: count, steps: WHOLE_STEPS }, zone),
    [zone],
  );
  const ratesChart = useCallback(
    (body: Stickiness) => chartOf(body, RATES, { write: percent, writeTick: wholePercent }, zone),
    [zone],
  );
  const range = `${zone} days`;
  return (
    <>
      <header class="view-head">
        <h1>Active users</h1>
        <div class="filters">
          <RangeFilter address={address} go={go} />
          <ComparisonFilter address={address} go={go} />
          <OrganizationFilter address={address} go={go} claims={claims} />
          <ThresholdFilter address={address} go={go} />
          <ZoneFilter address={address} go={go} />
        </div>
      </header>
      <Tiles stickiness={stickiness} groups={groups} />
      <TimeChartCard
        title="Daily, weekly and monthly active users"
        subtitle={`Everybody active on the day, and within the 7 and the 30 days that end with it · ${range}`}
        answered={stickiness}
        calls={[stickiness.path]}
        fileName="active-users"
        needs={NEEDS}
        shape="lines"
        chartOf={usersChart}
        isEmpty={isQuiet}
      />
      <div class="columns">
        <TimeChartCard
          title="Stickiness"
          subtitle="Daily active users as a part of the weekly and the monthly ones"
          answered={stickiness}
          calls={[stickiness.path]}
          fileName="stickiness"
          needs={NEEDS}
          shape="lines"
          chartOf={ratesChart}
          isEmpty={isQuiet}
          height={240}
          isWide={false}
        />
        <GroupsCard
          title="Organizations"
          subtitle="Active users of the range; a person may be in several"
          answered={groups}
          needs={NEEDS}
          fileName="organizations"
          chosen={address.orgs}
          choose={(org) => {
            const isOnly = address.orgs.length === 1 && address.orgs[0] === org;
            go({ orgs: isOnly ? [] : [org] });
          }}
        />
      </div>
    </>
  );
}

interface TilesProps {
  readonly stickiness: Answered<Stickiness>;
  readonly groups: Answered<Breakdown>;
}

/** The newest day's figures, and the range's as a whole. */
function Tiles({ stickiness, groups }: TilesProps): JSX.Element {
  return (
    <States answered={stickiness} needs={NEEDS}>
      {({ data, compare }) => {
        const day = data.at(-1);
        const prior = compare?.data.at(-1);
        const changeOf = (key: 'dau' | 'wau' | 'mau'): number | null | undefined =>
          compare === null ? undefined : changeBetween(day?.[key] ?? 0, prior?.[key]);
        const whole = groups.body;
        return (
          <dl class="tiles">
            <Tile
              label="In the whole range"
              value={count(whole?.active_users)}
              change={
                whole?.compare ? changeBetween(whole.active_users, whole.compare.active_users) : undefined
              }
            />
            <Tile
              label={day?.provisional ? 'Today so far' : 'Last day'}
              value={count(day?.dau)}
              change={day?.provisional ? undefined : changeOf('dau')}
            />
            <Tile label="Last 7 days" value={count(day?.wau)} change={changeOf('wau')} />
            <Tile label="Last 30 days" value={count(day?.mau)} change={changeOf('mau')} />
            <Tile label="Daily of monthly" value={percent(meanRate(data))} note="mean of the range" />
          </dl>
        );
      }}
    </States>
  );
}

/** The mean of the days that are over and on whose 30 days anybody was active. */
function meanRate(days: readonly StickinessDay[]): number | null {
  const rates = days.filter(({ provisional }) => !provisional).flatMap(({ dau_mau }) => dau_mau ?? []);
  return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

function isQuiet({ data }: Stickiness): boolean {
  return data.every(({ mau }) => mau === 0);
}

function chartOf(
  { data, compare }: Stickiness,
  wanted: typeof USERS | typeof RATES,
  writing: Pick<ChartData, 'write' | 'writeTick' | 'steps'>,
  zone: string,
): ChartData {
  const unfinished = new Set(
    data.filter(({ provisional }) => provisional).map(({ start_time }) => start_time),
  );
  const main = wanted.map(({ key, label, colour }) => ({
    label,
    colour,
    isFilled: key === 'dau',
    values: data.map((day) => day[key as keyof StickinessDay] as number | null),
  }));
  const prior = compare
    ? wanted.map(({ key, label, colour }) => ({
        label: `${label}, before`,
        colour,
        isPrior: true,
        values: data.map(
          (_, index) => (compare.data[index]?.[key as keyof StickinessDay] ?? null) as number | null,
        ),
      }))
    : [];
  return {
    times: data.map(({ start_time }) => start_time),
    series: [...main, ...prior],
    ...writing,
    nameTime: (second) => `${dayLabel(second, zone)}${unfinished.has(second) ? ' (so far)' : ''}`,
    nameTick: (second) => shortDayLabel(second, zone),
  };
}
