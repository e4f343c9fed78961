import type { Settings } from '../settings/settings';
import { SettingsError } from '../settings/settings-error';
import { holdsKeySet } from './key-set';
import { holdsRevocations } from './revocations';
import { loadOrCreateSecret } from './secret-file';

/**
 * The secret that signs and checks HS256 tokens: the configured one, or, with neither secret nor key set, the one in the
 * data directory of the embedded engine, made now if need be. Undefined where only a key set is configured.
 */
export async function signingSecret({ tokens, server, dataDir }: Settings): Promise<string | undefined> {
  const hasKeySet = tokens.jwksUrl !== undefined || tokens.jwksFile !== undefined;
  if (tokens.secret !== undefined || hasKeySet || server !== undefined) return tokens.secret;
  return loadOrCreateSecret(dataDir);
}

/** Throws a SettingsError where a file of keys or revocations cannot be used, so that a start says so and not the first request. */
export function checkTokenFiles({ tokens }: Settings): void {
  if (tokens.jwksFile !== undefined && !holdsKeySet(tokens.jwksFile)) {
    throw new SettingsError(['JWT_JWKS_FILE must name a readable JSON Web Key Set.']);
  }
  if (tokens.revokedFile !== undefined && !holdsRevocations(tokens.revokedFile)) {
    throw new SettingsError(['JWT_REVOKED_FILE must name a readable list of revocations.']);
  }
}
