import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { AppActivity, AppDetail } from '../../api/answers';
import { useCall } from '../../api/use-call';
import type { ChartData, Series } from '../../charts/chart-data';
import {
  count,
  dayLabel,
  duration,
  shortDayLabel,
  WHOLE_STEPS,
  DURATION_STEPS,
  shortDuration,
} from '../../charts/figures';
import { Icon } from '../../parts/icons';
import { Segmented } from '../../parts/segmented';
import { States } from '../../parts/states';
import { Tile } from '../../parts/tile';
import { TimeChartCard } from '../../parts/time-chart-card';
import { writeAddress } from '../../state/address';
import { AppName } from './app-name';
import { appsPath } from './app-paths';
import { AppUsersCard } from './app-users';
import type { Shown } from './shown';

const NEEDS = 'view-app-utilization';
const METRICS = [
  { id: 'active-time', name: 'Active time' },
  { id: 'session-count', name: 'Sessions' },
  { id: 'user-count', name: 'Users' },
];
const GRAINS = [
  { id: 'daily', name: 'Days' },
  { id: 'weekly', name: 'Weeks' },
  { id: 'monthly', name: 'Months' },
];

/** One app: how much it is used, when, and by whom. */
export function OneApp(props: Shown & { readonly appId: string }): JSX.Element {
  const { address, go, scope, filters, appId } = props;
  const { own } = address;
  const metric = METRICS.find(({ id }) => id === own.metric)?.id ?? 'active-time';
  const granularity = GRAINS.find(({ id }) => id === own.grain)?.id ?? 'daily';
  const at = `/apps/${encodeURIComponent(appId)}`;
  const detail = useCall<AppDetail>(appsPath(scope, `${at}/utilization`));
  const alone = { ...scope, compared: null };
  const activity = useCall<AppActivity>(appsPath(alone, `${at}/activity`, { metric, granularity }));
  const before = scope.compared && { ...alone, period: scope.compared };
  const prior = useCall<AppActivity>(before && appsPath(before, `${at}/activity`, { metric, granularity }));
  const priorBody = prior.body;
  const chart = useCallback((body: AppActivity) => chartOf(body, priorBody), [priorBody]);
  const metricName = METRICS.find(({ id }) => id === metric)?.name ?? '';
  const choose = (choice: Readonly<Record<string, string>>): void => {
    go({ own: { ...own, ...choice } }, true);
  };
  const controls = (
    <div class="filters">
      <Segmented
        label="Figure"
        choices={METRICS}
        chosen={metric}
        choose={(id) => {
          choose({ metric: id });
        }}
      />
      <Segmented
        label="Step"
        choices={GRAINS}
        chosen={granularity}
        choose={(id) => {
          choose({ grain: id });
        }}
      />
    </div>
  );
  return (
    <>
      <header class="view-head">
        <a class="way-back" href={writeAddress({ ...address, own: backFrom(own) })}>
          <Icon name="back" size={16} />
          Apps
        </a>
        <h1>{detail.body ? <AppName app={detail.body.app} /> : 'App'}</h1>
        {filters}
      </header>
      <States answered={detail} needs={NEEDS}>
        {(app) => <Tiles app={app} isCompared={scope.compared !== null} />}
      </States>
      <TimeChartCard
        title="Activity"
        subtitle={`${metricName} of all users, by the client's own days`}
        answered={activity}
        calls={[activity.path, prior.path].filter((path) => path !== '')}
        fileName={`activity-${metric}`}
        needs={NEEDS}
        shape="bars"
        chartOf={chart}
        timeHeading="From"
        controls={controls}
        height={240}
      />
      <AppUsersCard {...props} />
    </>
  );
}

function backFrom({ client, departments }: Readonly<Record<string, string>>): Record<string, string> {
  return { client: client ?? '', departments: departments ?? '' };
}

function Tiles({ app, isCompared }: { readonly app: AppDetail; readonly isCompared: boolean }): JSX.Element {
  const changeOf = (key: 'unique_users' | 'active_time_ms' | 'avg_time_ms_per_day' | 'session_count') =>
    isCompared ? app[key].change_pct : undefined;
  return (
    <dl class="tiles">
      <Tile label="Users" value={count(app.unique_users.value)} change={changeOf('unique_users')} />
      <Tile
        label="Active time"
        value={duration(app.active_time_ms.value)}
        change={changeOf('active_time_ms')}
      />
      <Tile
        label="A day, all users"
        value={duration(app.avg_time_ms_per_day.value)}
        change={changeOf('avg_time_ms_per_day')}
      />
      <Tile label="Sessions" value={count(app.session_count.value)} change={changeOf('session_count')} />
      <Tile label="Days in use" value={count(app.days_active)} />
    </dl>
  );
}

/** Bars, and the prior period's bucket of the same place as a dashed line. */
function chartOf({ data, metric }: AppActivity, prior: AppActivity | undefined): ChartData {
  const label = METRICS.find(({ id }) => id === metric)?.name ?? metric;
  const series: Series[] = [{ label, colour: 'series-1', values: data.map(({ value }) => value) }];
  if (prior?.metric === metric) {
    const values = data.map((_, index) => prior.data[index]?.value ?? null);
    series.push({ label: `${label}, before`, colour: 'series-3', isPrior: true, values });
  }
  return {
    times: data.map(({ date }) => Date.parse(date) / 1000),
    series,
    ...(metric === 'active-time'
      ? { write: duration, writeTick: shortDuration, steps: DURATION_STEPS }
      : { write: count, steps: WHOLE_STEPS }),
    nameTime: (second) => dayLabel(second, 'UTC'),
    nameTick: (second) => shortDayLabel(second, 'UTC'),
  };
}
