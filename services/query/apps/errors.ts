import { json } from '../../platform/http/answer';
import type { Answer } from '../../platform/http/route';

/** A query parameter as the caller sent it: null if missing, all of its values if given more than once. */
export type SentValue = string | readonly string[] | null;

/** The error envelope of seed 004: `{"error": {"code", "message", "details"}}`. */
export function appsError(
  status: number,
  code: string,
  message: string,
  details: Readonly<Record<string, SentValue>> = {},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(status, { error: { code, message, details } }, headers);
}

/** Ends a request with an answer that is not its result. */
export class Refused extends Error {
  constructor(readonly answer: Answer) {
    super('the request was refused');
  }
}

/** 404: what the path names is not there. */
export function notFound(message: string): Refused {
  return new Refused(appsError(404, 'not_found', message));
}

/** 400: the cursor is broken, forged or of another query (contract 8). */
export function invalidCursor(sent: string, message: string): Refused {
  return new Refused(appsError(400, 'invalid_cursor', message, { cursor: sent }));
}
