import type { Answer } from './route';

/** A JSON answer. */
export function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return headers ? { status, body: JSON.stringify(body), headers } : { status, body: JSON.stringify(body) };
}

/** An RFC 9457 problem document: what is wrong with the request as a whole. Never holds a value that the caller sent. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return { status, body, contentType: 'application/problem+json', headers };
}
