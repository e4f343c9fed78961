import type { Settings } from '../settings/settings';
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
