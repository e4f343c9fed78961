import { createHash } from 'node:crypto';

export const DEFAULT_CONTENT_TYPE = 'application/json';

/** A strong tag of these bytes in this format. */
export function entityTag(contentType: string = DEFAULT_CONTENT_TYPE, body: string | Buffer): string {
  const digest = createHash('sha256').update(contentType).update('\0').update(body).digest('base64url');
  return `"${digest.slice(0, 27)}"`;
}

/** A weak tag of what stays the same as long as all of these do. */
export function weakTag(...parts: readonly (string | number)[]): string {
  return `W/${entityTag('', JSON.stringify(parts))}`;
}

/** Does `If-None-Match` name this tag? Compared weakly, as RFC 9110 13.1.2 asks for. */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => opaque(candidate.trim()) === opaque(tag));
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}
