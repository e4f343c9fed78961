import type { QueryParams } from '../../../clickhouse/store';
import { type Organizations, organizationParams } from './scope';
import { rangeParams } from './storable-range';
import type { TimeRange } from './time-range';

/** Which facts a count is asked for: those of a tenant's organizations in a range. */
export interface Selection {
  readonly tenant: string;
  readonly range: TimeRange;
  readonly organizations: Organizations;
}

/** The selection as the SQL over facts takes it; null if the range holds nothing that can be stored. */
export function selectionParams({ tenant, range, organizations }: Selection): QueryParams | null {
  const bounds = rangeParams(range);
  return bounds && { tenant, ...bounds, ...organizationParams(organizations) };
}
