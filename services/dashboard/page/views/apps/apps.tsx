import type { JSX } from 'preact';
import type { Clients, Departments } from '../../api/answers';
import { useCall } from '../../api/use-call';
import { ComparisonFilter, RangeFilter } from '../../parts/filters';
import { ChoicePicker } from '../../parts/picker';
import { Notice, States } from '../../parts/states';
import type { ViewProps } from '../view';
import { scopeOf } from './app-paths';
import { AppList } from './app-list';
import { OneApp } from './one-app';
import { UserApps } from './user-apps';

export const APPS_NEED = 'view-app-utilization';
const LISTS_EVERY_MS = 30_000;

/** Which apps a client's people use, how much, and who they are. */
export function Apps(props: ViewProps): JSX.Element {
  const clients = useCall<Clients>('/v1/clients', LISTS_EVERY_MS);
  return (
    <States answered={clients} needs={APPS_NEED}>
      {({ data }) =>
        data.length === 0 ? (
          <>
            <h1>Apps</h1>
            <Notice icon="empty" title="No client to show">
              Your token names no client that is registered.
            </Notice>
          </>
        ) : (
          <OneClient {...props} clients={data} />
        )
      }
    </States>
  );
}

interface OneClientProps extends ViewProps {
  readonly clients: Clients['data'];
}

function OneClient({ address, go, claims, clients }: OneClientProps): JSX.Element {
  const { own } = address;
  const client = clients.find(({ client_id }) => client_id === own.client) ?? clients[0];
  const clientId = client?.client_id ?? '';
  const zone = client?.timezone ?? 'UTC';
  const departments = useCall<Departments>(`/v1/clients/${clientId}/departments`, LISTS_EVERY_MS);
  const scope = scopeOf(address, clientId, zone, new Date());
  const shown = { address, go, claims, scope };
  const filters = (
    <div class="filters">
      <label class="field">
        <span class="field-label">Client</span>
        <select
          value={clientId}
          onChange={(event) => {
            go({ own: { client: event.currentTarget.value } });
          }}
        >
          {clients.map(({ client_id, name }) => (
            <option key={client_id} value={client_id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <RangeFilter address={{ ...address, zone }} go={go} />
      <ComparisonFilter address={address} go={go} />
      {own.user === undefined && (
        <ChoicePicker
          label="Departments"
          all="all"
          choices={(departments.body?.data ?? []).map(({ department_id, name }) => ({
            id: department_id,
            name,
          }))}
          chosen={scope.departments}
          choose={(ids) => {
            go({ own: { ...own, departments: ids.join(',') } }, true);
          }}
        />
      )}
    </div>
  );
  if (own.user !== undefined) return <UserApps {...shown} userId={own.user} filters={filters} />;
  if (own.app !== undefined) return <OneApp {...shown} appId={own.app} filters={filters} />;
  return <AppList {...shown} filters={filters} zone={zone} />;
}
