import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What every answer tells a browser: guess no types, frame nothing, load nothing, send no address on. A page's own
 * Content-Security-Policy replaces the one here, which is for answers that are no pages.
 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'X-DNS-Prefetch-Control': 'off',
  'X-Permitted-Cross-Domain-Policies': 'none',
};

/** The service speaks no TLS itself: only a proxy that does may bind browsers to it, for a year. */
const TRANSPORT_SECURITY = 'max-age=31536000; includeSubDomains';

export function setSafeHeaders(req: IncomingMessage, res: ServerResponse): void {
  for (const [name, value] of Object.entries(SAFE_HEADERS)) res.setHeader(name, value);
  if (req.headers['x-forwarded-proto'] === 'https') {
    res.setHeader('Strict-Transport-Security', TRANSPORT_SECURITY);
  }
}
