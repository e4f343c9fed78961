import type { Principal, Scope } from '../principal';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Who a verified token speaks of, or null where a claim is missing or not of its type: `sub` and `tenant` texts,
 * `permissions` an array of texts; `orgs` and `clients`, where there, arrays of texts, `["*"]` meaning all (contract 3).
 * A `sub` or `tenant` with a lone surrogate, which no store can hold, is no text.
 */
export function principalOf(claims: Readonly<Record<string, unknown>>): Principal | null {
  const { sub, tenant, permissions, exp } = claims;
  const orgs = scopeOf(claims.orgs, (id) => id);
  const clients = scopeOf(claims.clients, (id) => id.toLowerCase());
  if (typeof exp !== 'number' || !isText(sub) || !isText(tenant) || !isTextList(permissions)) return null;
  if (orgs === null || clients === null) return null;
  return { subject: sub, tenant, permissions: new Set(permissions), orgs, clients };
}

function scopeOf(claim: unknown, normalize: (id: string) => string): Scope | null {
  if (claim === undefined) return undefined;
  if (!isTextList(claim)) return null;
  if (claim.length === 1 && claim[0] === '*') return 'all';
  return new Set(claim.map(normalize));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !LONE_SURROGATE.test(value);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
