import { pathWith } from '../../api/paths';
import type { Address } from '../../state/address';
import { comparedPeriod, periodOf } from '../../state/range';
import type { Period } from '../../state/range';

/** What the views of one client ask about. Dates are those of the client's own zone. */
export interface ClientScope {
  readonly clientId: string;
  readonly period: Period;
  readonly compared: Period | null;
  readonly departments: readonly string[];
}

export function scopeOf(address: Address, clientId: string, zone: string, now: Date): ClientScope {
  const period = periodOf(address.range, zone, now);
  const compared = comparedPeriod(period, address.comparison);
  const departments = (address.own.departments ?? '').split(',').filter((id) => id !== '');
  return { clientId, period, compared, departments };
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** A path of app utilization; `granularity` has to be there and changes no figure of a whole period. */
export function appsPath(scope: ClientScope, path: string, own: Parameters = {}): string {
  const { clientId, period, compared, departments } = scope;
  return pathWith(`/v2/clients/${clientId}/analytics${path}`, {
    granularity: 'daily',
    start_date: period.from,
    end_date: period.to,
    compare_start_date: compared?.from,
    compare_end_date: compared?.to,
    department_ids: departments,
    ...own,
  });
}
