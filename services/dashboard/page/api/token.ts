/** Who a token speaks of, as the token itself says; the service alone judges whether that is true. */
export interface TokenClaims {
  readonly subject: string;
  readonly tenant: string;
  readonly permissions: readonly string[];
  readonly orgs: readonly string[];
  readonly clients: readonly string[];
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** What a token says, or null where it is no JWT of ours. The prefix `cog_` is allowed. */
export function readClaims(token: string): TokenClaims | null {
  try {
    const payload = token.replace(/^cog_/, '').split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
      character.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
    if (typeof claims.tenant !== 'string' || typeof claims.exp !== 'number') return null;
    return {
      subject: typeof claims.sub === 'string' ? claims.sub : '',
      tenant: claims.tenant,
      permissions: texts(claims.permissions),
      orgs: texts(claims.orgs),
      clients: texts(claims.clients),
      expiresAt: claims.exp,
    };
  } catch {
    return null;
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
