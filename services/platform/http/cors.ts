import type { IncomingMessage } from 'node:http';

const METHODS = 'GET, HEAD, PUT, POST, DELETE';
const REQUEST_HEADERS =
  'Authorization, Content-Type, Content-Encoding, If-None-Match, X-Auth-Token, X-Request-Id, X-User-Id';
const ANSWER_HEADERS = 'Deprecation, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
const PREFLIGHT_SECONDS = '600';

/** What pages of other origins may do, by an allow-list of origins that is empty unless set. Cookies mean nothing here. */
export interface CorsAnswer {
  readonly headers: Readonly<Record<string, string>>;
  /** The browser asks before it sends the request itself, and may. */
  readonly isPreflight: boolean;
}

export function corsAnswer(
  { method, headers }: IncomingMessage,
  allowedOrigins: readonly string[],
): CorsAnswer {
  if (allowedOrigins.length === 0) return { headers: {}, isPreflight: false };
  const { origin } = headers;
  const vary = { Vary: 'Origin' };
  if (origin === undefined || !allowedOrigins.includes(origin)) return { headers: vary, isPreflight: false };
  const allowed = { ...vary, 'Access-Control-Allow-Origin': origin };
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) {
    return { headers: { ...allowed, 'Access-Control-Expose-Headers': ANSWER_HEADERS }, isPreflight: false };
  }
  const preflight = {
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': REQUEST_HEADERS,
    'Access-Control-Max-Age': PREFLIGHT_SECONDS,
  };
  return { headers: { ...allowed, ...preflight }, isPreflight: true };
}
