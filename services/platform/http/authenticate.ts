import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../principal';
import type { TokenVerifier } from '../tokens/token-verifier';

/** Who is asking, and by which token. */
export interface Authenticated {
  readonly principal: Principal;
  readonly credential: string;
}

const BEARER = /^bearer +(\S+) *$/i;

/**
 * Who is asking, or null. Where `acceptsTokenPair` and either of X-Auth-Token and X-User-Id is there, even empty, the pair
 * decides: the token must be valid and its subject the user id. Else the bearer token does (contract 3).
 */
export async function authenticate(
  headers: IncomingHttpHeaders,
  acceptsTokenPair: boolean,
  verify: TokenVerifier,
  now: Date,
): Promise<Authenticated | null> {
  const token = headers['x-auth-token'];
  const userId = headers['x-user-id'];
  if (acceptsTokenPair && (token !== undefined || userId !== undefined)) {
    if (typeof token !== 'string' || typeof userId !== 'string' || token === '' || userId === '') return null;
    const principal = await verify(token, now);
    return principal !== null && isWrittenAs(principal.subject, userId)
      ? { principal, credential: token }
      : null;
  }
  const credential = BEARER.exec(headers.authorization ?? '')?.[1];
  const principal = credential === undefined ? null : await verify(credential, now);
  return credential === undefined || principal === null ? null : { principal, credential };
}

/** Header values arrive with one character for each byte; people send texts beyond that in UTF-8. */
function isWrittenAs(text: string, headerValue: string): boolean {
  return headerValue === text || Buffer.from(headerValue, 'latin1').toString() === text;
}
