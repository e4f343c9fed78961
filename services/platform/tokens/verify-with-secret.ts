import { isUtf8 } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { CLOCK_TOLERANCE_SECONDS } from '../policy';
import type { Claims, Expectation } from './token-verifier';

/** The claims of an HS256 token that one of the secrets signed and that is valid now, else null. */
export function verifyWithSecrets(
  token: string,
  secrets: readonly KeyObject[],
  expected: Expectation,
): Claims | null {
  // The library would read broken bytes as U+FFFD: a header or claims that nobody wrote.
  if (!token.split('.', 2).every((part) => isUtf8(Buffer.from(part, 'base64url')))) return null;
  for (const secret of secrets) {
    const claims = verifyWithSecret(token, secret, expected);
    if (claims !== null) return claims;
  }
  return null;
}

function verifyWithSecret(token: string, secret: KeyObject, expected: Expectation): Claims | null {
  try {
    const claims = jwt.verify(token, secret, {
      algorithms: ['HS256'],
      issuer: expected.issuer,
      audience: expected.audience,
      clockTimestamp: Math.floor(expected.now.getTime() / 1000),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return typeof claims === 'string' ? null : claims;
  } catch {
    // Whatever it stumbles over lies in the token: secret and options are ours.
    return null;
  }
}
