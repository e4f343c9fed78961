import { performance } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../logger';
import { requestIdOf } from './request-id';

/** What belongs to one request and its answer. */
export interface Exchange {
  readonly requestId: string;
  /** Aborts when the caller went away before the answer was out. */
  readonly signal: AbortSignal;
}

/** A request whose answer is out, without anything that says who asked for what. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

export interface ExchangeContext {
  readonly logger: Logger;
  /** Told about every request when its answer is out. */
  readonly onAnswered?: ((request: AnsweredRequest) => void) | undefined;
}

/** Nobody is there any more to read the answer: the log's status for that, never sent. */
const CALLER_GONE = 499;

/**
 * Gives the answer its X-Request-Id and logs one line when it is out. The line names the route's pattern and never the
 * path itself, which may hold the ids of people.
 */
export function openExchange(
  req: IncomingMessage,
  res: ServerResponse,
  pattern: string,
  { logger, onAnswered }: ExchangeContext,
): Exchange {
  const requestId = requestIdOf(req.headers['x-request-id'], randomUUID);
  const abort = new AbortController();
  const startedAt = performance.now();
  res.setHeader('X-Request-Id', requestId);
  res.once('close', () => {
    if (!res.writableFinished) abort.abort();
    const answered = {
      method: req.method ?? '',
      route: pattern,
      status: res.writableFinished ? res.statusCode : CALLER_GONE,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
    };
    onAnswered?.(answered);
    logger.info('request', {
      request_id: requestId,
      ...answered,
      bytes: Number(res.getHeader('Content-Length') ?? 0),
    });
  });
  return { requestId, signal: abort.signal };
}
