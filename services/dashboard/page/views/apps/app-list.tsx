import type { JSX } from 'preact';
import type { App, Apps } from '../../api/answers';
import { useCall } from '../../api/use-call';
import { count, duration } from '../../charts/figures';
import { Sparkline } from '../../charts/sparkline';
import { Card } from '../../parts/card';
import { DeltaCell } from '../../parts/delta';
import { Pager } from '../../parts/pager';
import { Segmented } from '../../parts/segmented';
import { SortedTable } from '../../parts/sorted-table';
import type { Column, Sorting } from '../../parts/sorted-table';
import { States } from '../../parts/states';
import { usePages } from '../../parts/use-pages';
import { writeAddress } from '../../state/address';
import { AppName } from './app-name';
import { appsPath } from './app-paths';
import type { Shown } from './shown';

const NEEDS = 'view-app-utilization';
const APPROVAL = [
  { id: '', name: 'All' },
  { id: 'true', name: 'Approved' },
  { id: 'false', name: 'Not approved' },
];

/** Every app that a client's people used in the range. */
export function AppList(props: Shown & { readonly zone: string }): JSX.Element {
  const { address, go, scope, filters, zone } = props;
  const { own } = address;
  const sorting: Sorting = { by: own.sort ?? 'active_time', order: own.order === 'asc' ? 'asc' : 'desc' };
  const question = appsPath(scope, '/apps/utilization', {
    q: own.q,
    is_approved: own.approved,
    sort_by: sorting.by,
    sort_order: sorting.order,
  });
  const pages = usePages(question);
  const apps = useCall<Apps>(pages.path);
  const change = (change: Readonly<Record<string, string>>): void => {
    go({ own: { ...own, ...change } }, true);
  };
  const isCompared = scope.compared !== null;
  return (
    <>
      <header class="view-head">
        <h1>Apps</h1>
        {filters}
        <div class="filters">
          <label class="field">
            <span class="field-label">Name holds</span>
            <input
              type="search"
              value={own.q ?? ''}
              maxLength={256}
              onInput={(event) => {
                change({ q: event.currentTarget.value });
              }}
            />
          </label>
          <Segmented
            label="Approval"
            choices={APPROVAL}
            chosen={own.approved ?? ''}
            choose={(approved) => {
              change({ approved });
            }}
          />
        </div>
      </header>
      <Card
        title="Utilization"
        subtitle={`What the client's people used, by the days of ${zone}`}
        calls={[pages.path]}
        fileName="apps"
      >
        <States
          answered={apps}
          needs={NEEDS}
          isEmpty={({ data }) => data.length === 0}
          emptyText="No app was used in this range, or none fits the filters."
        >
          {({ data, total_count, next_cursor }) => (
            <>
              <SortedTable
                caption="Apps"
                columns={columnsOf(props, isCompared)}
                rows={data}
                keyOf={({ app }) => app.id}
                sorting={sorting}
                sort={({ by, order }) => {
                  change({ sort: by, order });
                }}
              />
              <Pager pages={pages} total={total_count} shown={data.length} next={next_cursor} name="apps" />
            </>
          )}
        </States>
      </Card>
    </>
  );
}

function columnsOf({ address, scope }: Shown, isCompared: boolean): Column<App>[] {
  const { client, departments } = address.own;
  const hrefOf = (app: string): string =>
    writeAddress({
      ...address,
      own: { client: client ?? scope.clientId, departments: departments ?? '', app },
    });
  const trend = (app: App['app']): JSX.Element => (
    <Sparkline
      path={appsPath({ ...scope, compared: null }, `/apps/${app.id}/activity`, { metric: 'active-time' })}
      label={`Active time of ${app.canonical_name} by day`}
    />
  );
  return [
    {
      name: 'App',
      sort: 'canonical_name',
      show: ({ app }) => <AppName app={app} href={hrefOf(app.id)} />,
    },
    { name: 'Trend', isTrend: true, show: ({ app }) => trend(app) },
    {
      name: 'Users',
      sort: 'unique_users',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.unique_users} write={count} isCompared={isCompared} />,
    },
    {
      name: 'Active time',
      sort: 'active_time',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.active_time_ms} write={duration} isCompared={isCompared} />,
    },
    {
      name: 'A day, all users',
      sort: 'avg_time',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.avg_time_ms_per_day} write={duration} isCompared={isCompared} />,
    },
    {
      name: 'Sessions',
      sort: 'session_count',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.session_count} write={count} isCompared={isCompared} />,
    },
    { name: 'Days', isNumber: true, show: (row) => count(row.days_active) },
  ];
}
