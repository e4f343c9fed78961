import { signToken } from '../../services/platform/tokens/sign-token';
import type { TokenClaims } from '../../services/platform/tokens/sign-token';
import { signingSecret } from '../../services/platform/tokens/token-keys';
import type { Settings } from '../../services/platform/settings/settings';

/** The settings name no secret to sign with, as where only a key set is configured. */
export class NoSigningSecret extends Error {
  constructor() {
    super('There is no secret to sign a token with: give one with --token, or set JWT_SECRET.');
  }
}

/** Signs a token as this installation's own. Throws NoSigningSecret. */
export async function signLocalToken(
  settings: Settings,
  claims: TokenClaims,
  expiresInSeconds: number,
  now: Date,
): Promise<string> {
  const secret = await signingSecret(settings);
  if (secret === undefined) throw new NoSigningSecret();
  const { issuer, audience } = settings.tokens;
  return signToken(claims, { secret, issuer, audience, now, expiresInSeconds });
}
