import { readFileSync } from 'node:fs';
import type { Logger } from '../logger';
import { KeySetUnavailable } from './key-set-unavailable';
import { rereadFile } from './reread-file';
import type { Claims } from './token-verifier';

/** Whether a token that is good otherwise was taken back. */
export type RevocationCheck = (claims: Claims) => Promise<boolean>;

/** Tells whether one of the list's lines takes back the token with these claims. */
export type Revocations = (claims: Claims) => boolean;

const NAMES = ['jti', 'tenant', 'sub', 'issued_before'];

/**
 * A list of what is taken back, one JSON object a line: `{"jti": "..."}` a token, `{"tenant": "..."}` all of a tenant's,
 * `{"tenant": "...", "sub": "..."}` all of one holder's; with `"issued_before": seconds` only those whose `iat` is earlier or
 * absent. Throws where a line is none of these: half a list would let in whom the other half names.
 */
export function parseRevocations(text: string): Revocations {
  const tokens = new Set<string>();
  const holders = new Map<string, number>();
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const { jti, tenant, sub, issued_before: before = Infinity } = entryOf(line);
    if (typeof jti === 'string' && tenant === undefined && sub === undefined) {
      tokens.add(jti);
    } else if (
      jti === undefined &&
      typeof tenant === 'string' &&
      (sub === undefined || typeof sub === 'string') &&
      typeof before === 'number'
    ) {
      const key = keyOf(tenant, sub);
      holders.set(key, Math.max(before, holders.get(key) ?? -Infinity));
    } else {
      throw new Error('a line names neither jti nor tenant');
    }
  }
  return ({ jti, tenant, sub, iat }) => {
    if (typeof jti === 'string' && tokens.has(jti)) return true;
    const issuedAt = typeof iat === 'number' ? iat : -Infinity;
    return [keyOf(tenant), keyOf(tenant, sub)].some((key) => issuedAt < (holders.get(key) ?? -Infinity));
  };
}

/** The check against a file that is read again when it changes. */
export function fileRevocations(path: string, logger: Logger | undefined): RevocationCheck {
  const revocations = rereadFile(path, parseRevocations, () =>
    logger?.warn('the list of revoked tokens is unusable; the former list holds'),
  );
  return async (claims) => {
    const isRevoked = await revocations().catch((error: unknown) => {
      throw new KeySetUnavailable(error);
    });
    return isRevoked(claims);
  };
}

/** Whether the file holds such a list, asked once at the start. An empty one is. */
export function holdsRevocations(path: string): boolean {
  try {
    parseRevocations(readFileSync(path, 'utf8'));
    return true;
  } catch {
    return false;
  }
}

function entryOf(line: string): Record<string, unknown> {
  const entry: unknown = JSON.parse(line);
  const isEntry =
    typeof entry === 'object' && entry !== null && Object.keys(entry).every((name) => NAMES.includes(name));
  if (!isEntry) throw new Error('a line is no revocation');
  return entry as Record<string, unknown>;
}

function keyOf(tenant: unknown, sub?: unknown): string {
  return JSON.stringify([tenant, sub ?? null]);
}
