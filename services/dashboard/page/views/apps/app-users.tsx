import type { JSX } from 'preact';
import type { AppUsers } from '../../api/answers';
import { useCall } from '../../api/use-call';
import { count, duration, NOTHING } from '../../charts/figures';
import { Card } from '../../parts/card';
import { DeltaCell } from '../../parts/delta';
import { Pager } from '../../parts/pager';
import { SortedTable } from '../../parts/sorted-table';
import type { Column, Sorting } from '../../parts/sorted-table';
import { States } from '../../parts/states';
import { Change } from '../../parts/tile';
import { usePages } from '../../parts/use-pages';
import { writeAddress } from '../../state/address';
import { appsPath } from './app-paths';
import type { Shown } from './shown';

type User = AppUsers['data'][number];

/** Who uses an app, a page at a time. */
export function AppUsersCard(props: Shown & { readonly appId: string }): JSX.Element {
  const { address, go, scope, appId } = props;
  const { own } = address;
  const sorting: Sorting = { by: own.sort ?? 'avg_time', order: own.order === 'asc' ? 'asc' : 'desc' };
  const question = appsPath(scope, `/apps/${encodeURIComponent(appId)}/utilization/users`, {
    sort_by: sorting.by,
    sort_order: sorting.order,
  });
  const pages = usePages(question);
  const users = useCall<AppUsers>(pages.path);
  return (
    <Card
      title="Users"
      subtitle="Active time a day on which they used it"
      calls={[pages.path]}
      fileName="app-users"
    >
      <States
        answered={users}
        needs="view-app-utilization"
        isEmpty={({ data }) => data.length === 0}
        emptyText="Nobody used this app in this range, or nobody of these departments."
      >
        {({ data, total_count, next_cursor }) => (
          <>
            <SortedTable
              caption="Users of the app"
              columns={columnsOf(props)}
              rows={data}
              keyOf={({ user }) => user.id}
              sorting={sorting}
              sort={({ by, order }) => {
                go({ own: { ...own, sort: by, order } }, true);
              }}
            />
            <Pager pages={pages} total={total_count} shown={data.length} next={next_cursor} name="users" />
          </>
        )}
      </States>
    </Card>
  );
}

function columnsOf({ address, scope }: Shown): Column<User>[] {
  const { own } = address;
  const hrefOf = (user: string): string =>
    writeAddress({
      ...address,
      own: {
        client: own.client ?? scope.clientId,
        departments: own.departments ?? '',
        app: own.app ?? '',
        user,
      },
    });
  const change: Column<User> = {
    name: 'Change',
    sort: 'avg_time_change',
    isNumber: true,
    show: ({ avg_time_ms_per_day }) => <Change value={avg_time_ms_per_day.change_pct} />,
  };
  return [
    {
      name: 'User',
      sort: 'username',
      show: ({ user }) => (
        <span class="user-name">
          <a href={hrefOf(user.id)}>{user.username}</a>
          <small>{user.user_key}</small>
        </span>
      ),
    },
    {
      name: 'A day',
      sort: 'avg_time',
      isNumber: true,
      show: (row) => <DeltaCell delta={row.avg_time_ms_per_day} write={duration} isCompared={false} />,
    },
    ...(scope.compared ? [change] : []),
    { name: 'Days', sort: 'days_active', isNumber: true, show: (row) => count(row.days_active) },
    {
      name: 'Last seen',
      isNumber: true,
      show: ({ user }) => lastSeen(user.last_activity.at),
    },
  ];
}

function lastSeen(at: string | null): string {
  if (at === null) return NOTHING;
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
}
