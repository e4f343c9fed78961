import express from 'express';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { failureFields } from '../failure-fields';
import { RETRY_AFTER_WHILE_STARTING_SECONDS } from '../policy';
import { corsAnswer } from './cors';
import type { Endpoint, EndpointContext } from './endpoint';
import { answerEndpoint } from './endpoint';
import { openExchange } from './exchange';
import { familyOfPath } from './family-of-path';
import { machineFamily } from './machine-family';
import type { Answer, Family, PublicRoute, Route } from './route';
import { setSafeHeaders } from './safe-headers';
import { sendAnswer } from './send-answer';

export interface AppOptions extends EndpointContext {
  readonly routes: readonly Route[];
  /** Endpoints that need no token. */
  readonly publicRoutes?: readonly PublicRoute[];
  /** Unknown paths answer in the shape of the family whose prefix they bear, else of the machine family. */
  readonly families: readonly Family[];
  /** True until the store is open: every path without an endpoint answers 503 instead of 404. */
  readonly starting?: boolean;
  /** Origins whose pages may call; none where absent. */
  readonly corsOrigins?: readonly string[];
}

/**
 * The HTTP side of the service. On every route: who (401), may they (403), then the handler. Every answer carries
 * X-Request-Id; a known path with another method answers 405 with Allow. Paths are matched exactly, case and slashes included.
 */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', false);

  app.use((req, res, next) => {
    setSafeHeaders(req, res);
    const { headers, isPreflight } = corsAnswer(req, options.corsOrigins ?? []);
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    if (!isPreflight) {
      next();
      return;
    }
    openExchange(req, res, '(preflight)', options);
    sendAnswer(req, res, machineFamily, { status: 204 }, false);
  });
  for (const [path, endpoints] of endpointsByPath(options)) {
    app.all(path, (req, res) => answerMethod(endpoints, req, res, options));
  }
  app.use((req, res) => {
    answerUnknownPath(req, res, options);
  });
  app.use(unreadablePath(options));
  return app;
}

function endpointsByPath(options: AppOptions): Map<string, Endpoint[]> {
  const byPath = new Map<string, Endpoint[]>();
  for (const route of [...options.routes, ...(options.publicRoutes ?? [])]) {
    const endpoints = byPath.get(route.path) ?? [];
    if (endpoints.some((other) => other.method === route.method)) {
      throw new Error(`two endpoints for ${route.method} ${route.path}`);
    }
    byPath.set(route.path, [...endpoints, route]);
  }
  return byPath;
}

async function answerMethod(
  endpoints: readonly Endpoint[],
  req: Request,
  res: Response,
  options: AppOptions,
): Promise<void> {
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const endpoint = endpoints.find((candidate) => candidate.method === method);
  if (endpoint) return answerEndpoint(endpoint, req, res, options);

  const [first] = endpoints;
  const family = first?.family ?? machineFamily;
  const allow = endpoints
    .flatMap((other) => (other.method === 'GET' ? ['GET', 'HEAD'] : [other.method]))
    .join(', ');
  openExchange(req, res, first?.path ?? '', options);
  const answer = family.methodNotAllowed(allow);
  sendAnswer(req, res, family, { ...answer, headers: { ...answer.headers, Allow: allow } }, false);
}

function answerUnknownPath(req: Request, res: Response, options: AppOptions): void {
  const family = familyOfPath(req.path, options.families, machineFamily);
  const answer: Answer =
    options.starting === true ? family.unavailable(RETRY_AFTER_WHILE_STARTING_SECONDS) : family.notFound();
  openExchange(req, res, '(unknown)', options);
  sendAnswer(req, res, family, answer, false);
}

/** The router throws where a path parameter's percent-encoding is broken: such a path leads nowhere. */
function unreadablePath(options: AppOptions): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const family = familyOfPath(req.path, options.families, machineFamily);
    const isUnreadable = error instanceof URIError;
    const { requestId } = openExchange(req, res, '(unreadable)', options);
    if (!isUnreadable)
      options.logger.error('request failed', { request_id: requestId, ...failureFields(error) });
    sendAnswer(req, res, family, isUnreadable ? family.notFound() : family.internalError(), false);
  };
}
