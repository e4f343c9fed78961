import { mayRead, mayWrite } from '../../platform/principal';
import type { Principal } from '../../platform/principal';

/** Whoever keeps the directory, or reads app utilization, may see which clients and departments there are. */
export function mayListClients({ permissions }: Principal): boolean {
  return permissions.has('manage-directory') || permissions.has('view-app-utilization');
}

/** As the permission has it: the directory's is bound by clients that the token names, the reader's opens only those. */
export function maySeeClient({ permissions, clients }: Principal, clientId: string): boolean {
  if (permissions.has('manage-directory') && mayWrite(clients, clientId)) return true;
  return permissions.has('view-app-utilization') && mayRead(clients, clientId);
}

/** The clients that a token may see: all, or these. */
export function visibleClients({ permissions, clients }: Principal): 'all' | readonly string[] {
  if (clients === 'all') return 'all';
  if (clients === undefined) return permissions.has('manage-directory') ? 'all' : [];
  return [...clients];
}
