import type * as Jose from 'jose';
import { CLOCK_TOLERANCE_SECONDS } from '../policy';
import type { KeySource } from './key-set';
import { KeySetUnavailable } from './key-set-unavailable';
import { ASYMMETRIC_ALGORITHMS } from './token-header';
import type { Claims, Expectation } from './token-verifier';

/**
 * The claims of an RS256, ES256 or EdDSA token that a key of the set signed and that is valid now, else null.
 * Throws KeySetUnavailable where the keys cannot be had.
 */
export async function verifyWithKeySet(
  token: string,
  source: KeySource,
  expected: Expectation,
): Promise<Claims | null> {
  const jose = await import('jose');
  const keys = blamingTheSource(await source(), jose);
  const options: Jose.JWTVerifyOptions = {
    algorithms: [...ASYMMETRIC_ALGORITHMS],
    issuer: expected.issuer,
    audience: expected.audience,
    currentDate: expected.now,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp'],
  };
  try {
    return (await jose.jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (error instanceof KeySetUnavailable) throw error;
    // A token without `kid`, and several keys of its kind.
    if (error instanceof jose.errors.JWKSMultipleMatchingKeys) {
      for await (const key of error) {
        const verified = await jose.jwtVerify(token, key, options).catch(() => null);
        if (verified) return verified.payload;
      }
    }
    return null;
  }
}

/** Tells the failure to find a key, which is the token's fault, from the failure to have keys at all. */
function blamingTheSource(keys: Jose.JWTVerifyGetKey, { errors }: typeof Jose): Jose.JWTVerifyGetKey {
  const faultsOfTheToken = [
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys,
    errors.JOSENotSupported,
    errors.JWKInvalid,
  ];
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (faultsOfTheToken.some((fault) => error instanceof fault)) throw error;
      throw new KeySetUnavailable(error);
    }
  };
}
