import type { Address } from '../state/address';
import { comparedPeriod, periodOf, secondsOf } from '../state/range';
import type { Period } from '../state/range';
import type { TokenClaims } from './token';

type Parameters = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

/** A path with its query; what is null, undefined or an empty list is left out. */
export function pathWith(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === '') continue;
    const text = typeof value === 'object' ? value.join(',') : String(value);
    if (text !== '') query.set(name, text);
  }
  return `${path}?${query.toString()}`;
}

/** One of /v1/metrics for the range, comparison, organizations, thresholds and zone of the address. */
export function metricsPath(
  name: string,
  address: Address,
  claims: TokenClaims,
  now: Date,
  own: Parameters = {},
): string {
  const { zone, minSessions, minSearches } = address;
  const period = periodOf(address.range, zone, now);
  const seconds = secondsOf(period, zone);
  const compared = comparedPeriod(period, address.comparison);
  const comparedSeconds = compared && secondsOf(compared, zone);
  return pathWith(`/v1/metrics/${name}`, {
    time_after: seconds.after,
    time_before: seconds.before,
    compare_after: comparedSeconds?.after,
    compare_before: comparedSeconds?.before,
    timezone: zone === 'UTC' ? undefined : zone,
    org_ids: organizationsOf(address, claims),
    min_sessions: minSessions === 1 ? undefined : minSessions,
    min_searches: minSearches === 1 ? undefined : minSearches,
    ...own,
  });
}

/** A token that opens some organizations alone must name them. */
export function organizationsOf({ orgs }: Pick<Address, 'orgs'>, claims: TokenClaims): readonly string[] {
  if (orgs.length > 0 || claims.permissions.includes('ViewAccountMetrics')) return orgs;
  return claims.orgs.filter((org) => org !== '*');
}

/** One of the engagement dashboard's questions over whole UTC days. */
export function engagementPath(name: string, period: Period): string {
  return pathWith(`/api/v1/engagement-dashboard/users/${name}`, {
    start: `${period.from}T00:00:00.000Z`,
    end: `${period.to}T23:59:59.999Z`,
  });
}
