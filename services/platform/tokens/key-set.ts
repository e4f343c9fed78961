import { readFileSync } from 'node:fs';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Logger } from '../logger';
import { KeySetUnavailable } from './key-set-unavailable';
import { rereadFile } from './reread-file';

/** The public keys at the moment, as jose asks for them. */
export type KeySource = () => Promise<JWTVerifyGetKey>;

/** The keys in a file, read again when it changes. While its new content is unusable the former keys hold. */
export function fileKeySet(path: string, logger: Logger | undefined): KeySource {
  let keys: JWTVerifyGetKey | undefined;
  let read: JSONWebKeySet | undefined;
  const keySet = rereadFile(path, parseKeySet, () =>
    logger?.warn('the key set file is unusable; the former keys hold'),
  );
  return async () => {
    const { createLocalJWKSet } = await import('jose');
    const found = await keySet().catch((error: unknown) => {
      throw new KeySetUnavailable(error);
    });
    if (keys === undefined || found !== read) keys = createLocalJWKSet(found);
    read = found;
    return keys;
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
