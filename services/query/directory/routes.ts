import type { Store } from '../../../clickhouse/store';
import type { Route } from '../../platform/http/route';
import { clients } from './clients';
import { departments } from './departments';

/** What there is to choose from: the lists of the directory. */
export function createDirectoryRoutes(store: Store): Route[] {
  return [clients(store), departments(store)];
}
