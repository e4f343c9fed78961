import { problem } from './answer';
import type { Family } from './route';

/**
 * The family of everything made for machines (ingest, directory, health, metrics) and of every path that no other family
 * claims. Its errors are RFC 9457 problem documents (contract 4).
 */
export const machineFamily: Family = {
  name: 'machine',
  prefix: '/',
  acceptsTokenPair: false,
  headers: {},
  unauthenticated: () =>
    problem(401, 'Unauthorized', 'A valid bearer token is required.', { 'WWW-Authenticate': 'Bearer' }),
  forbidden: () => problem(403, 'Forbidden', 'The token does not permit this.'),
  notFound: () => problem(404, 'Not Found', 'There is nothing at this path.'),
  methodNotAllowed: (allow) =>
    problem(405, 'Method Not Allowed', 'This path does not take this method.', { Allow: allow }),
  unavailable: (retryAfterSeconds) =>
    problem(503, 'Service Unavailable', 'The service cannot answer now; try again later.', {
      'Retry-After': String(retryAfterSeconds),
    }),
  internalError: () => problem(500, 'Internal Server Error', 'Something went wrong inside the service.'),
  tooManyRequests: (retryAfterSeconds) =>
    problem(429, 'Too Many Requests', 'The rate limit is reached; try again later.', {
      'Retry-After': String(retryAfterSeconds),
    }),
  tooCostly: (retryAfterSeconds) =>
    problem(503, 'Service Unavailable', 'The request takes more time or memory than one may.', {
      'Retry-After': String(retryAfterSeconds),
    }),
};
