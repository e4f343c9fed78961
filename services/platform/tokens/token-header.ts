export const ASYMMETRIC_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;

export type Algorithm = 'HS256' | (typeof ASYMMETRIC_ALGORITHMS)[number];

const ALLOWED: readonly string[] = ['HS256', ...ASYMMETRIC_ALGORITHMS];

/**
 * The algorithm that a token claims, if it is one of ours; it decides which kind of key checks it, and that key accepts no
 * other algorithm. Null for anything else, also for `crit`: we understand no extension.
 */
export function algorithmOf(token: string): Algorithm | null {
  const header = parseHeader(token);
  if (header === null || 'crit' in header) return null;
  const { alg } = header;
  return typeof alg === 'string' && ALLOWED.includes(alg) ? (alg as Algorithm) : null;
}

function parseHeader(token: string): Record<string, unknown> | null {
  const [head = ''] = token.split('.', 1);
  try {
    const parsed: unknown = JSON.parse(Buffer.from(head, 'base64url').toString());
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
