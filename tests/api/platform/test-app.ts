import { Writable } from 'node:stream';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '../../../services/platform/logger';
import { json } from '../../../services/platform/http/answer';
import { machineFamily } from '../../../services/platform/http/machine-family';
import type { Family, Route, RouteRequest } from '../../../services/platform/http/route';
import type { Answer } from '../../../services/platform/http/route';
import { createTokenVerifier } from '../../../services/platform/tokens/token-verifier';
import { signToken } from '../../../services/platform/tokens/sign-token';
import type { TokenClaims } from '../../../services/platform/tokens/sign-token';

export const SECRET = 'a-secret-for-tests-of-32-bytes-at-least';
export const NOW = new Date('2026-03-04T05:06:07.000Z');
export const verify = createTokenVerifier({ secret: SECRET, issuer: 'headcount', audience: 'headcount' });

/** A family with shapes unlike the machine family's, so that a test sees whose shape an answer has. */
export const dashboardFamily: Family = {
  name: 'dashboard',
  prefix: '/dashboard',
  acceptsTokenPair: true,
  headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  unauthenticated: () => json(401, { dashboard: 'who' }),
  forbidden: () => json(403, { dashboard: 'forbidden' }),
  notFound: () => json(404, { dashboard: 'not found' }),
  methodNotAllowed: () => json(405, { dashboard: 'method' }),
  unavailable: (seconds) => json(503, { dashboard: 'later' }, { 'Retry-After': String(seconds) }),
  internalError: () => json(500, { dashboard: 'internal' }),
  tooManyRequests: (seconds) => json(429, { dashboard: 'slower' }, { 'Retry-After': String(seconds) }),
  tooCostly: (seconds) => json(503, { dashboard: 'less' }, { 'Retry-After': String(seconds) }),
};

export function tokenFor(claims: Partial<TokenClaims> = {}): string {
  return signToken(
    { tenant: 'acme', subject: 'ann', permissions: ['operate'], ...claims },
    { secret: SECRET, issuer: 'headcount', audience: 'headcount', now: NOW, expiresInSeconds: 60 },
  );
}

/** A route that needs `operate` and answers what `handle` says. */
export function testRoute(
  overrides: Partial<Route> & { handle: (request: RouteRequest) => Promise<Answer> },
): Route {
  return {
    method: 'GET',
    path: '/things',
    family: machineFamily,
    cacheable: true,
    allows: (principal) => principal.permissions.has('operate'),
    ...overrides,
  };
}

/** A logger whose lines a test can read. */
export function recordingLogger(): {
  logger: ReturnType<typeof createLogger>;
  lines: Record<string, unknown>[];
} {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { logger: createLogger('debug', destination), lines };
}

/** Serves on a free port of this machine. */
export async function listen(
  listener: RequestListener,
): Promise<{ server: Server; port: number; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}` };
}
