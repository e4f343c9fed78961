import type { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../principal';

/** What goes back. A string body is sent as it is; `contentType` defaults to application/json without a charset. */
export interface Answer {
  readonly status: number;
  readonly body?: string | Buffer;
  /** Instead of a body: one of any length, sent as fast as the caller reads it; for HEAD and 304 it is begun and ended. */
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly contentType?: string;
  /** Its ETag where that is known already. */
  readonly tag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler sees of a request: no framework, so that handlers are plain functions. */
export interface PublicRequest {
  /** Path parameters, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query parameters in the order sent, repeats kept. */
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The raw, still encoded request body. A handler may stop reading or destroy it and still answer. */
  readonly body: Readable;
  readonly requestId: string;
  readonly now: Date;
  /** Aborts when the caller went away. */
  readonly signal: AbortSignal;
}

/** A request whose token was checked. */
export interface RouteRequest extends PublicRequest {
  readonly principal: Principal;
  /** Counts events for the caller's limits. */
  readonly chargeEvents: (events: number) => void;
  /** Between two pieces of long work: lets other requests go on, whoever has least to do first. */
  readonly nextTurn: () => Promise<void>;
}

/** The error bodies of one API family, for everything that is not a parameter error of one of its questions. */
export interface Family {
  readonly name: string;
  /** Unknown paths below this prefix answer 404 in this family's shape. */
  readonly prefix: string;
  /** Which credentials the family takes besides `Authorization: Bearer`: the X-Auth-Token / X-User-Id pair. */
  readonly acceptsTokenPair: boolean;
  /** Headers that every answer of the family carries. */
  readonly headers: Readonly<Record<string, string>>;
  unauthenticated(): Answer;
  forbidden(): Answer;
  notFound(): Answer;
  methodNotAllowed(allow: string): Answer;
  /** 503: the store is away or too busy; the caller may try again after so many seconds. */
  unavailable(retryAfterSeconds: number): Answer;
  internalError(): Answer;
  /** 429: more than a limit allows; the caller may try again after so many seconds. */
  tooManyRequests(retryAfterSeconds: number): Answer;
  /** 503: the question took more time, memory or rows than one may. */
  tooCostly(retryAfterSeconds: number): Answer;
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** One endpoint. The order of checks is the same on all: who (401), may they (403), then the handler's own. */
export interface Route {
  readonly method: Method;
  /** Express path pattern, for instance /v3/organizations/:org_id/metrics/dau */
  readonly path: string;
  readonly family: Family;
  /** May this principal call it at all, for these path parameters? */
  readonly allows: (principal: Principal, path: Readonly<Record<string, string>>) => boolean;
  /** True for reads: the answer gets an ETag, and 304 where nothing changed. */
  readonly cacheable: boolean;
  /**
   * True where a 200 depends on nothing but what the tenant has stored, the target and the Accept header: not on who asks, not on
   * the time. It may then be kept until something is written.
   */
  readonly dependsOnStoreAlone?: boolean;
  /** True where a request's events count for the limit on events: the handler says how many with `chargeEvents`. */
  readonly takesEvents?: boolean;
  readonly handle: (request: RouteRequest) => Promise<Answer>;
}

/** An endpoint that needs no token: health, the start page, the reference pages. */
export interface PublicRoute {
  readonly method: Method;
  readonly path: string;
  readonly family: Family;
  readonly cacheable: boolean;
  readonly handle: (request: PublicRequest) => Promise<Answer>;
}
