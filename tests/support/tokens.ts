import jwt from 'jsonwebtoken';
import { PERMISSIONS } from '../../services/platform/principal';

export const TEST_SECRET = 'a-secret-for-tests-that-is-long-enough';

export interface TestTokenClaims {
  readonly tenant: string;
  readonly sub?: string;
  /** Default: all of them. */
  readonly permissions?: readonly string[];
  /** Default: every organization; null leaves the claim out. */
  readonly orgs?: readonly string[] | null;
  /** Default: every client; null leaves the claim out. */
  readonly clients?: readonly string[] | null;
  readonly secret?: string;
}

/** 2100-01-01: good for a service whose clock a test sets. */
const EXPIRES_AT_SECONDS = 4_102_444_800;

/** Signs a token with a library of its own rather than with the product's code. */
export function mintToken(claims: TestTokenClaims): string {
  const { tenant, sub = 'tester', permissions = PERMISSIONS, orgs = ['*'], clients = ['*'] } = claims;
  const payload = {
    tenant,
    permissions,
    exp: EXPIRES_AT_SECONDS,
    ...(orgs && { orgs }),
    ...(clients && { clients }),
  };
  return jwt.sign(payload, claims.secret ?? TEST_SECRET, {
    algorithm: 'HS256',
    issuer: 'headcount',
    audience: 'headcount',
    subject: sub,
  });
}
