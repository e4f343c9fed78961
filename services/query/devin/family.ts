import { json } from '../../platform/http/answer';
import type { Answer, Family } from '../../platform/http/route';

/** The Devin v3 metrics family: its errors are `{"detail": "..."}` (contract 6). */
export const devinFamily: Family = {
  name: 'devin',
  prefix: '/v3',
  acceptsTokenPair: false,
  headers: {},
  unauthenticated: () => detail(401, 'Not authenticated', { 'WWW-Authenticate': 'Bearer' }),
  forbidden: () => detail(403, 'Forbidden'),
  notFound: () => detail(404, 'Not Found'),
  methodNotAllowed: (allow) => detail(405, 'Method Not Allowed', { Allow: allow }),
  unavailable: (retryAfterSeconds) =>
    detail(503, 'Service Unavailable', { 'Retry-After': String(retryAfterSeconds) }),
  internalError: () => detail(500, 'Internal Server Error'),
  tooManyRequests: (retryAfterSeconds) =>
    detail(429, 'Too Many Requests', { 'Retry-After': String(retryAfterSeconds) }),
  tooCostly: (retryAfterSeconds) =>
    detail(503, 'The question takes more time or memory than one may: ask for a shorter range', {
      'Retry-After': String(retryAfterSeconds),
    }),
};

function detail(status: number, text: string, headers?: Readonly<Record<string, string>>): Answer {
  return json(status, { detail: text }, headers);
}
