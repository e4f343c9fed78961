import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JWK } from 'jose';

export const ISSUER = 'headcount';
export const AUDIENCE = 'headcount';
export const SECRET = 'a-secret-for-tests-of-32-bytes-at-least';
export const NOW = new Date('2026-03-04T05:06:07.000Z');
export const NOW_SECONDS = NOW.getTime() / 1000;

export interface TestKey {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The public key as a member of a key set. */
  readonly jwk: JWK;
}

export function makeKey(alg: 'RS256' | 'ES256' | 'EdDSA', kid: string): TestKey {
  const pair =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : alg === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519');
  const jwk = { ...(pair.publicKey.export({ format: 'jwk' }) as JWK), kid, alg, use: 'sig' };
  return { alg, kid, ...pair, jwk };
}

/** The claims of a good token; an undefined override leaves the claim out. */
export function claims(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    exp: NOW_SECONDS + 60,
    sub: 'ann',
    tenant: 'acme',
    permissions: ['operate'],
    ...overrides,
  };
}

export function signWith(
  key: TestKey,
  payload: Record<string, unknown> = claims(),
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey);
}

export function signWithSecret(
  payload: Record<string, unknown> = claims(),
  header: Record<string, unknown> = {},
  secret: string | Buffer = SECRET,
): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', ...header }).sign(Buffer.from(secret));
}
