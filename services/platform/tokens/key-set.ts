import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Logger } from '../logger';
import { KEY_SET_COOLDOWN_MS, KEY_SET_MAX_AGE_MS, KEY_SET_TIMEOUT_MS } from '../policy';

/** The keys cannot be had now: nobody can say whether a token is good, so the caller may try again. */
export class KeySetUnavailable extends Error {
  constructor(cause: unknown) {
    super('The key set cannot be read.', { cause });
    this.name = 'KeySetUnavailable';
  }
}

/** The public keys at the moment, as jose asks for them. */
export type KeySource = () => Promise<JWTVerifyGetKey>;

/** The keys behind the configured address, kept for ten minutes and fetched anew for an unknown key, at most twice a minute. */
export function remoteKeySet(url: string): KeySource {
  let keys: JWTVerifyGetKey | undefined;
  return async () => {
    const { createRemoteJWKSet } = await import('jose');
    keys ??= createRemoteJWKSet(new URL(url), {
      cooldownDuration: KEY_SET_COOLDOWN_MS,
      timeoutDuration: KEY_SET_TIMEOUT_MS,
      cacheMaxAge: KEY_SET_MAX_AGE_MS,
    });
    return keys;
  };
}

/** The keys in a file, read again when it changes. While its new content is unusable the former keys hold. */
export function fileKeySet(path: string, logger: Logger | undefined): KeySource {
  let keys: JWTVerifyGetKey | undefined;
  let version = '';
  return async () => {
    const { createLocalJWKSet } = await import('jose');
    try {
      const { mtimeMs, size, ino } = await stat(path);
      const found = `${mtimeMs} ${size} ${ino}`;
      if (keys !== undefined && found === version) return keys;
      keys = createLocalJWKSet(parseKeySet(await readFile(path, 'utf8')));
      version = found;
      return keys;
    } catch (error) {
      if (keys === undefined) throw new KeySetUnavailable(error);
      logger?.warn('the key set file is unusable; the former keys hold');
      return keys;
    }
  };
}

/** Whether the file holds a key set, asked once at the start. */
export function holdsKeySet(path: string): boolean {
  try {
    return parseKeySet(readFileSync(path, 'utf8')).keys.length > 0;
  } catch {
    return false;
  }
}

function parseKeySet(text: string): JSONWebKeySet {
  const parsed = JSON.parse(text) as Partial<JSONWebKeySet> | null;
  if (!Array.isArray(parsed?.keys)) throw new Error('not a JSON Web Key Set');
  return parsed as JSONWebKeySet;
}
