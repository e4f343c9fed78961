import { createHash } from 'node:crypto';

export const DEFAULT_CONTENT_TYPE = 'application/json';

/** A strong tag of these bytes in this format. */
export function entityTag(contentType: string = DEFAULT_CONTENT_TYPE, body: string | Buffer): string {
  const digest = createHash('sha256').update(contentType).update('\0').update(body).digest('base64url');
  return `"${digest.slice(0, 27)}"`;
}

/** Does `If-None-Match` name this tag? Compared weakly, as RFC 9110 13.1.2 asks for. */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}
