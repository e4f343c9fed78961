import type { Store } from '../../../clickhouse/store';
import { machineFamily } from '../../platform/http/machine-family';
import type { Route } from '../../platform/http/route';
import { isUuid } from '../apps/parameters/uuid';
import { maySeeClient } from './access';
import { listRoute, withUpdatedAt } from './list-route';
import type { Written } from './list-route';

interface DepartmentRow extends Written {
  readonly client_id: string;
  readonly department_id: string;
  readonly name: string;
}

/** `GET /v1/clients/{client_id}/departments`: a client's departments, by name; 404 for an unknown client. */
export function departments(store: Store): Route {
  return listRoute({
    path: '/v1/clients/:client_id/departments',
    name: 'departments',
    columns: { client_id: 'text', department_id: 'text', name: 'text', updated_at: 'text' },
    allows: (principal, path) => maySeeClient(principal, (path.client_id ?? '').toLowerCase()),
    read: async ({ principal, path, signal }) => {
      const client = { tenant: principal.tenant, client_id: (path.client_id ?? '').toLowerCase() };
      if (!isUuid(client.client_id)) return machineFamily.notFound();
      const known = await store.query('apps/client', client, signal);
      if (known.length === 0) return machineFamily.notFound();
      const rows = await store.query<DepartmentRow>('directory/departments-of-client', client, signal);
      return rows.map(withUpdatedAt);
    },
  });
}
