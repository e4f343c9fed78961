import type { JSX } from 'preact';
import type { Breakdown } from '../api/answers';
import { metricsPath } from '../api/paths';
import type { TokenClaims } from '../api/token';
import { useCall } from '../api/use-call';
import type { Address } from '../state/address';
import type { Go } from '../state/use-address';
import { ChoicePicker } from './picker';

interface OrganizationFilterProps {
  readonly address: Address;
  readonly go: Go;
  readonly claims: TokenClaims;
}

/** What opens the figures that can be narrowed to organizations. */
export const METRICS_NEED = 'ViewAccountMetrics, or ViewOrgMetrics for organizations that you choose';
const EVERY_MS = 60_000;

/**
 * The organizations with activity in the range; for a token that opens some alone, those. One that opens each but not their list
 * may name one by its id.
 */
export function OrganizationFilter({ address, go, claims }: OrganizationFilterProps): JSX.Element {
  const seesAll = claims.permissions.includes('ViewAccountMetrics');
  const anyActivity = { ...address, orgs: [], minSessions: 1, minSearches: 1 };
  const path = seesAll ? metricsPath('breakdown', anyActivity, claims, new Date()) : null;
  const { body } = useCall<Breakdown>(path, EVERY_MS);
  const active = body?.data.flatMap((group) => ('org_id' in group ? group.org_id : [])) ?? [];
  const known = seesAll ? active : claims.orgs.filter((org) => org !== '*');
  return (
    <ChoicePicker
      label="Organizations"
      all="all"
      choices={known.toSorted().map((id) => ({ id, name: id }))}
      chosen={address.orgs}
      choose={(orgs) => {
        go({ orgs }, true);
      }}
      canAdd={!seesAll && claims.orgs.includes('*')}
    />
  );
}
