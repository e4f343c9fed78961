import { json } from '../../platform/http/answer';
import type { Answer, Family } from '../../platform/http/route';

const NOT_LOGGED_IN = 'You must be logged in to do this.';

/**
 * The engagement dashboard family (contract 7). 401 has the four keys that satisfy both of the original's shapes; the 403 is
 * the original's, to the letter.
 */
export const engagementFamily: Family = {
  name: 'engagement',
  prefix: '/api/v1',
  acceptsTokenPair: true,
  headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  unauthenticated: () =>
    json(401, { success: false, error: NOT_LOGGED_IN, status: 'error', message: NOT_LOGGED_IN }),
  forbidden: () =>
    failure(403, 'User does not have the permissions required for this action [error-unauthorized]'),
  notFound: () => failure(404, 'Resource not found'),
  methodNotAllowed: (allow) => failure(405, 'Method not allowed', { Allow: allow }),
  unavailable: (retryAfterSeconds) =>
    failure(503, 'Service unavailable', { 'Retry-After': String(retryAfterSeconds) }),
  internalError: () => failure(500, 'Internal server error'),
  tooManyRequests: (retryAfterSeconds) =>
    failure(
      429,
      `Error, too many requests. Please slow down. You must wait ${retryAfterSeconds} seconds before trying this endpoint again. [error-too-many-requests]`,
      { 'Retry-After': String(retryAfterSeconds) },
    ),
  tooCostly: (retryAfterSeconds) =>
    failure(503, 'The question takes more time or memory than one may: ask for a shorter range', {
      'Retry-After': String(retryAfterSeconds),
    }),
};

/** `{"success": false, "error": "..."}` */
export function failure(status: number, error: string, headers?: Readonly<Record<string, string>>): Answer {
  return json(status, { success: false, error }, headers);
}

/** A success: the keys given, then `"success": true` as the last one (contract 7). */
export function success(body: Readonly<Record<string, unknown>>): Answer {
  return json(200, { ...body, success: true });
}
