import { mayRead, type Principal } from '../../platform/principal';

/** Whether a token opens this family at all. Which organizations it opens is judged when they are known: mayAskAbout. */
export function mayAskSomething({ permissions }: Principal): boolean {
  return permissions.has('ViewAccountMetrics') || permissions.has('ViewOrgMetrics');
}

/**
 * ViewAccountMetrics opens every organization. ViewOrgMetrics opens those of the token's `orgs`: `org_ids` must be there and
 * name nothing else.
 */
export function mayAskAbout(principal: Principal, query: URLSearchParams): boolean {
  if (principal.permissions.has('ViewAccountMetrics')) return true;
  if (!query.has('org_ids')) return false;
  const orgIds = query.getAll('org_ids').flatMap((text) => text.split(','));
  return orgIds.every((orgId) => mayRead(principal.orgs, orgId));
}
