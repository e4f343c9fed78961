import type { Family } from '../../platform/http/route';
import { appsError } from './errors';

/** App utilization: everything below /v2, with errors in the envelope of seed 004. */
export const appsFamily: Family = {
  name: 'apps',
  prefix: '/v2',
  acceptsTokenPair: false,
  headers: {},
  unauthenticated: () =>
    appsError(401, 'unauthenticated', 'Authentication required', {}, { 'WWW-Authenticate': 'Bearer' }),
  forbidden: () => appsError(403, 'forbidden', 'Insufficient permissions for this client'),
  notFound: () => appsError(404, 'not_found', 'Not found'),
  methodNotAllowed: (allow) =>
    appsError(405, 'method_not_allowed', 'This path does not take this method', {}, { Allow: allow }),
  unavailable: (retryAfterSeconds) =>
    appsError(
      503,
      'unavailable',
      'The service cannot answer now; try again later',
      {},
      { 'Retry-After': String(retryAfterSeconds) },
    ),
  internalError: () => appsError(500, 'internal_error', 'Server error'),
  tooManyRequests: (retryAfterSeconds) =>
    appsError(
      429,
      'rate_limited',
      'The rate limit is reached; try again later',
      {},
      { 'Retry-After': String(retryAfterSeconds) },
    ),
  tooCostly: (retryAfterSeconds) =>
    appsError(
      503,
      'too_costly',
      'The question takes more time or memory than one may: ask for a shorter period',
      {},
      { 'Retry-After': String(retryAfterSeconds) },
    ),
};
