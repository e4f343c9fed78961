import jwt from 'jsonwebtoken';
import type { Permission } from '../principal';

/** What a token of ours says (contract 3). `['*']` in `orgs` or `clients` means all; absent, the claim is left out. */
export interface TokenClaims {
  readonly tenant: string;
  readonly subject: string;
  readonly permissions: readonly Permission[];
  readonly orgs?: readonly string[] | undefined;
  readonly clients?: readonly string[] | undefined;
}

export interface SigningOptions {
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
  readonly expiresInSeconds: number;
  /** Its `jti`, by which it can be taken back; left out where absent. */
  readonly id?: string;
}

/** Signs an HS256 token. */
export function signToken(claims: TokenClaims, options: SigningOptions): string {
  const iat = Math.floor(options.now.getTime() / 1000);
  const payload = {
    iss: options.issuer,
    aud: options.audience,
    sub: claims.subject,
    iat,
    exp: iat + options.expiresInSeconds,
    ...(options.id !== undefined && { jti: options.id }),
    tenant: claims.tenant,
    permissions: claims.permissions,
    ...(claims.orgs && { orgs: claims.orgs }),
    ...(claims.clients && { clients: claims.clients }),
  };
  return jwt.sign(payload, options.secret, { algorithm: 'HS256' });
}
