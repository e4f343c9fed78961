export const PERMISSIONS = [
  'ingest-events',
  'manage-directory',
  'ViewAccountMetrics',
  'ViewOrgMetrics',
  'view-engagement-dashboard',
  'view-app-utilization',
  'erase-users',
  'operate',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Which organizations or clients a token names: everything, a list, or (claim absent) undefined. */
export type Scope = 'all' | ReadonlySet<string> | undefined;

/** Who is asking, as their token says. The tenant comes from nowhere else. */
export interface Principal {
  readonly subject: string;
  readonly tenant: string;
  readonly permissions: ReadonlySet<string>;
  readonly orgs: Scope;
  /** Client ids in lower case. */
  readonly clients: Scope;
}

/** For reading, an absent claim means none (contract 3). */
export function mayRead(scope: Scope, id: string): boolean {
  return scope === 'all' || (scope?.has(id) ?? false);
}

/** For ingest and directory, an absent claim binds nothing and one that is there binds (contract 3). */
export function mayWrite(scope: Scope, id: string): boolean {
  return scope === undefined || mayRead(scope, id);
}
