import type { Route } from '../../platform/http/route';
import { mayRead } from '../../platform/principal';
import type { Problem } from './problems';
import { readTextList } from './read-parameters';

/** The organizations whose activity counts. */
export type Organizations = 'all' | readonly string[];

/** Whether a question is asked of the enterprise or of one organization in the path (contract 6). */
export interface MetricsScope {
  pathOf(question: string): string;
  readonly allows: Route['allows'];
  /** The organizations that the request selects; undefined after a problem. */
  selectOrganizations(
    request: { readonly path: Readonly<Record<string, string>>; readonly query: URLSearchParams },
    problems: Problem[],
  ): Organizations | undefined;
}

/** `org_ids` narrows it; ids that nobody knows add nothing. */
export const enterpriseScope: MetricsScope = {
  pathOf: (question) => `/v3/enterprise/metrics/${question}`,
  allows: (principal) => principal.permissions.has('ViewAccountMetrics'),
  selectOrganizations: ({ query }, problems) => {
    const orgIds = readTextList(query, 'org_ids', problems);
    return orgIds === null ? 'all' : orgIds;
  },
};

/** Whoever may see the whole account may see each of its organizations. `org_ids` is ignored here. */
export const organizationScope: MetricsScope = {
  pathOf: (question) => `/v3/organizations/:org_id/metrics/${question}`,
  allows: (principal, path) =>
    principal.permissions.has('ViewAccountMetrics') ||
    (principal.permissions.has('ViewOrgMetrics') && mayRead(principal.orgs, orgIdOf(path))),
  selectOrganizations: ({ path }) => [orgIdOf(path)],
};

/** One organization, asked for with a permission on the whole account. */
export const enterpriseOrganizationScope: MetricsScope = {
  pathOf: (question) => `/v3/enterprise/organizations/:org_id/metrics/${question}`,
  allows: enterpriseScope.allows,
  selectOrganizations: ({ path }) => [orgIdOf(path)],
};

/** The selection as every question's SQL takes it. */
export function organizationParams(organizations: Organizations): {
  readonly all_orgs: boolean;
  readonly org_ids: readonly string[];
} {
  return organizations === 'all'
    ? { all_orgs: true, org_ids: [] }
    : { all_orgs: false, org_ids: organizations };
}

/** The selection by what the days' bitmaps are kept for: each organization, and '' for all of them together. */
export function bitmapScopes({ all_orgs, org_ids }: ReturnType<typeof organizationParams>): string[] {
  return all_orgs ? [''] : org_ids.filter((orgId) => orgId !== '');
}

function orgIdOf(path: Readonly<Record<string, string>>): string {
  return path.org_id ?? '';
}
