import type { Store } from '../../../clickhouse/store';
import type { Route } from '../../platform/http/route';
import { isUuid } from '../apps/parameters/uuid';
import { mayListClients, visibleClients } from './access';
import { listRoute, withUpdatedAt } from './list-route';
import type { Written } from './list-route';

interface ClientRow extends Written {
  readonly client_id: string;
  readonly name: string;
  readonly timezone: string | null;
}

/** `GET /v1/clients`: the registered clients that the token may see, by name. */
export function clients(store: Store): Route {
  return listRoute({
    path: '/v1/clients',
    name: 'clients',
    columns: { client_id: 'text', name: 'text', timezone: 'text', updated_at: 'text' },
    allows: mayListClients,
    read: async ({ principal, signal }) => {
      const visible = visibleClients(principal);
      const is_all = visible === 'all';
      const params = { tenant: principal.tenant, is_all, client_ids: is_all ? [] : visible.filter(isUuid) };
      const rows = await store.query<ClientRow>('directory/clients-of-tenant', params, signal);
      return rows.map(withUpdatedAt);
    },
  });
}
