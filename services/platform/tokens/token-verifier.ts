import { createSecretKey } from 'node:crypto';
import type { Logger } from '../logger';
import type { Principal } from '../principal';
import { principalOf } from './claims';
import { fileKeySet } from './key-set';
import type { KeySource } from './key-set';
import { remoteKeySet } from './remote-key-set';
import { fileRevocations } from './revocations';
import { algorithmOf } from './token-header';
import { verifyWithKeySet } from './verify-with-key-set';
import { verifyWithSecrets } from './verify-with-secret';

/** The principal of a valid credential, null for any other. Throws KeySetUnavailable where the keys cannot be had. */
export type TokenVerifier = (credential: string, now: Date) => Promise<Principal | null>;

/** The keys of an installation. The secret checks HS256 tokens alone, the key set RS256, ES256 and EdDSA alone. */
export interface TokenVerifierOptions {
  readonly secret?: string | undefined;
  /** Former secrets, which still check tokens and sign none. */
  readonly previousSecrets?: readonly string[] | undefined;
  readonly jwksUrl?: string | undefined;
  readonly jwksFile?: string | undefined;
  /** A list of tokens that were taken back. */
  readonly revokedFile?: string | undefined;
  readonly issuer: string;
  readonly audience: string;
  readonly logger?: Logger | undefined;
}

/** What every token of the installation must say, and when it is checked. */
export interface Expectation {
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
}

export type Claims = Readonly<Record<string, unknown>>;

const PREFIX = 'cog_';

/** Checks tokens by the rules of contract 3. No key is ever fetched from an address in a token. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { secret, previousSecrets = [], issuer, audience, revokedFile, logger } = options;
  // Keys made once: jsonwebtoken would try each text as a public key first, at every call, which costs more than all the rest.
  const secrets = [...(secret === undefined ? [] : [secret]), ...previousSecrets].map((text) =>
    createSecretKey(text, 'utf8'),
  );
  const keys = keySourceOf(options);
  const isRevoked = revokedFile === undefined ? undefined : fileRevocations(revokedFile, logger);
  return async (credential, now) => {
    const token = credential.startsWith(PREFIX) ? credential.slice(PREFIX.length) : credential;
    const algorithm = algorithmOf(token);
    if (algorithm === null) return null;
    const expected = { issuer, audience, now };
    const claims =
      algorithm === 'HS256'
        ? verifyWithSecrets(token, secrets, expected)
        : keys !== undefined && (await verifyWithKeySet(token, keys, expected));
    if (!claims || (await isRevoked?.(claims))) return null;
    return principalOf(claims);
  };
}

function keySourceOf(options: TokenVerifierOptions): KeySource | undefined {
  if (options.jwksFile !== undefined) return fileKeySet(options.jwksFile, options.logger);
  if (options.jwksUrl !== undefined) return remoteKeySet(options.jwksUrl);
  return undefined;
}
