import type { JSX } from 'preact';
import type { StoredUser, UserApps as UserAppsAnswer } from '../../api/answers';
import { useCall } from '../../api/use-call';
import { count, duration } from '../../charts/figures';
import { Card } from '../../parts/card';
import { DeltaCell } from '../../parts/delta';
import { Icon } from '../../parts/icons';
import { Pager } from '../../parts/pager';
import { SortedTable } from '../../parts/sorted-table';
import type { Column, Sorting } from '../../parts/sorted-table';
import { States } from '../../parts/states';
import { usePages } from '../../parts/use-pages';
import { writeAddress } from '../../state/address';
import { AppName } from './app-name';
import { appsPath } from './app-paths';
import type { Shown } from './shown';

type UserApp = UserAppsAnswer['data'][number];
const NAME_EVERY_MS = 60_000;

/** The apps of one person. */
export function UserApps(props: Shown & { readonly userId: string }): JSX.Element {
  const { address, go, claims, scope, filters, userId } = props;
  const { own } = address;
  const sorting: Sorting = { by: own.sort ?? 'avg_time', order: own.order === 'asc' ? 'asc' : 'desc' };
  const id = encodeURIComponent(userId);
  const question = appsPath({ ...scope, departments: [] }, `/users/${id}/utilization/apps`, {
    sort_by: sorting.by,
    sort_order: sorting.order,
  });
  const pages = usePages(question);
  const apps = useCall<UserAppsAnswer>(pages.path);
  const mayReadNames = claims.permissions.includes('manage-directory');
  const stored = useCall<StoredUser>(
    mayReadNames ? `/v1/clients/${scope.clientId}/users/${id}` : null,
    NAME_EVERY_MS,
  );
  const { client, departments, app } = own;
  const back = { client: client ?? '', departments: departments ?? '', app: app ?? '' };
  return (
    <>
      <header class="view-head">
        <a class="way-back" href={writeAddress({ ...address, own: back })}>
          <Icon name="back" size={16} />
          {app === undefined ? 'Apps' : 'App'}
        </a>
        <h1>{stored.body?.username ?? userId}</h1>
        {stored.body && <p class="under-title">{stored.body.user_key}</p>}
        {filters}
      </header>
      <Card
        title="Apps"
        subtitle="Active time a day on which they used it"
        calls={[pages.path]}
        fileName="user-apps"
      >
        <States
          answered={apps}
          needs="view-app-utilization"
          isEmpty={({ data }) => data.length === 0}
          emptyText="They used no app in this range."
        >
          {({ data, total_count, next_cursor }) => (
            <>
              <SortedTable
                caption="Apps of the user"
                columns={columnsOf(props)}
                rows={data}
                keyOf={(row) => row.app.id}
                sorting={sorting}
                sort={({ by, order }) => {
                  go({ own: { ...own, sort: by, order } }, true);
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

function columnsOf({ address, scope }: Shown): Column<UserApp>[] {
  const isCompared = scope.compared !== null;
  const hrefOf = (app: string): string =>
    writeAddress({ ...address, own: { client: address.own.client ?? scope.clientId, app } });
  return [
    { name: 'App', sort: 'canonical_name', show: ({ app }) => <AppName app={app} href={hrefOf(app.id)} /> },
    {
      name: 'A day',
      sort: 'avg_time',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.avg_time_ms_per_day} write={duration} isCompared={isCompared} />,
    },
    {
      name: 'Active time',
      sort: 'active_time',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.active_time_ms} write={duration} isCompared={isCompared} />,
    },
    {
      name: 'Sessions',
      sort: 'session_count',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.session_count} write={count} isCompared={isCompared} />,
    },
    { name: 'Days', sort: 'days_active', isNumber: true, show: (row) => count(row.days_active) },
  ];
}
