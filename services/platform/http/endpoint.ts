import type { Request, Response } from 'express';
import { failureFields } from '../failure-fields';
import type { Admitted, Guard } from '../limits/guard';
import type { Caller } from '../limits/rate-limits';
import type { Principal } from '../principal';
import type { TokenVerifier } from '../tokens/token-verifier';
import { authenticate } from './authenticate';
import { answerForError } from './error-answer';
import type { Exchange, ExchangeContext } from './exchange';
import { openExchange } from './exchange';
import type { KeptAnswers } from './kept-answers';
import { requestBody } from './request-body';
import type { Answer, PublicRequest, PublicRoute, Route } from './route';
import { sendAnswer } from './send-answer';
import { AnswerCut, sendStream } from './send-stream';

export type Endpoint = Route | PublicRoute;

export interface EndpointContext extends ExchangeContext {
  readonly verify: TokenVerifier;
  readonly now: () => Date;
  /** Refuses what goes over a limit; without one nothing is limited. */
  readonly guard?: Guard | undefined;
  /** Answers of routes that depend on the store alone; without it nothing is kept. */
  readonly keptAnswers?: KeptAnswers | undefined;
}

/** Answers one request to a known path with a method it takes. Never throws: what goes wrong becomes an answer. */
export async function answerEndpoint(
  endpoint: Endpoint,
  req: Request,
  res: Response,
  context: EndpointContext,
): Promise<void> {
  const exchange = openExchange(req, res, endpoint.path, context);
  try {
    const answer = await decide(endpoint, req, res, exchange, context);
    if (answer.stream) await sendStream(req, res, endpoint.family, answer, answer.stream);
    else sendAnswer(req, res, endpoint.family, answer, endpoint.cacheable);
  } catch (error) {
    if (exchange.signal.aborted && !(error instanceof AnswerCut)) return;
    context.logger.error('request failed', { request_id: exchange.requestId, ...failureFields(error) });
    sendAnswer(req, res, endpoint.family, answerForError(error, endpoint.family), false);
  }
}

const UNLIMITED: Admitted = {
  headers: {},
  chargeEvents: () => undefined,
  turn: () => Promise.resolve(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  leave: () => undefined,
};

/** The signature names the token, whatever prefix it is sent with. */
function callerOf({ takesEvents = false }: Route, { tenant }: Principal, credential: string): Caller {
  return { token: credential.slice(credential.lastIndexOf('.') + 1), tenant, takesEvents };
}

/** The order of checks of every route: who (401), may they (403), not too often (429), then the handler's own (contract 3). */
async function decide(
  endpoint: Endpoint,
  req: Request,
  res: Response,
  exchange: Exchange,
  context: EndpointContext,
): Promise<Answer> {
  const { family } = endpoint;
  const now = context.now();
  if (!('allows' in endpoint)) return endpoint.handle(publicRequest(req, res, exchange, now));

  const authenticated = await authenticate(req.headers, family.acceptsTokenPair, context.verify, now);
  if (authenticated === null) {
    const answer = family.unauthenticated();
    return { ...answer, headers: { ...answer.headers, 'WWW-Authenticate': 'Bearer' } };
  }
  const { principal, credential } = authenticated;
  if (!endpoint.allows(principal, pathParameters(req))) return family.forbidden();
  const admitted = context.guard?.enter(callerOf(endpoint, principal, credential), family) ?? UNLIMITED;
  if (!('leave' in admitted)) return admitted;
  for (const [name, value] of Object.entries(admitted.headers)) res.setHeader(name, value);
  res.once('close', admitted.leave);
  const { chargeEvents, nextTurn } = admitted;
  const request = { ...publicRequest(req, res, exchange, now), principal, chargeEvents, nextTurn };
  const { keptAnswers } = context;
  await admitted.turn();
  if (!keptAnswers || endpoint.dependsOnStoreAlone !== true) return endpoint.handle(request);
  return keptAnswers.answer(req.url, request, () => endpoint.handle(request));
}

function publicRequest(req: Request, res: Response, exchange: Exchange, now: Date): PublicRequest {
  const queryStart = req.url.indexOf('?');
  return {
    path: pathParameters(req),
    query: new URLSearchParams(queryStart < 0 ? '' : req.url.slice(queryStart + 1)),
    headers: req.headers,
    body: requestBody(req, res),
    requestId: exchange.requestId,
    now,
    signal: exchange.signal,
  };
}

/** Only named parameters are used in paths, and those are single strings. */
function pathParameters(req: Request): Record<string, string> {
  const named = Object.entries(req.params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(named);
}
