import type { Organizations } from './scope';
import type { TimeRange } from './time-range';

/** Which facts a count is asked for: those of a tenant's organizations in a range. */
export interface Selection {
  readonly tenant: string;
  readonly range: TimeRange;
  readonly organizations: Organizations;
}
