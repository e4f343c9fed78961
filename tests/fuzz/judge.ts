import { expectDescribed } from '../support/described-answer';
import type { FuzzCall } from './make-call';

export interface FuzzAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What must never leave the process, whatever was sent. */
const INSIDES =
  /SELECT |FROM headcount|DB::Exception|Code: \d|\bat .*\.(js|ts):\d|node_modules|ClickHouse|chdb/;
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
/** What HTTP itself refuses, whatever the operation: methods, sizes, framing. */
const OF_HTTP = [405, 431];

/** What is wrong with the answer, or undefined. */
export function fault(call: FuzzCall, { status, headers, body }: FuzzAnswer): string | undefined {
  if (status >= 500 && status !== 503) return `answered ${status}`;
  if (!REQUEST_ID.test(String(headers['x-request-id']))) return 'no X-Request-Id';
  if (OF_HTTP.includes(status)) return undefined;
  // An id that is empty leads nowhere.
  if (status === 404 && /\/\/|\/$/.test(call.path.replace(/\?.*$/s, ''))) return undefined;
  const contentType = headers['content-type'] === undefined ? null : String(headers['content-type']);
  const isJson = contentType !== null && /^application\/(problem\+)?json$/.test(contentType);
  const text = isJson ? body.toString() : '';
  try {
    const parsed: unknown = isJson && call.method !== 'HEAD' ? JSON.parse(text) : undefined;
    expectDescribed({ method: call.method, path: call.path, status, contentType, body: parsed });
  } catch (error) {
    return String(error);
  }
  // The app family repeats what was sent (seed 004), so its refusals may hold anything.
  const mayRepeat = call.path.startsWith('/v2/') || call.pattern === '/openapi.json' || status < 400;
  const inside = mayRepeat ? undefined : INSIDES.exec(text)?.[0];
  // An ingest refusal names the field that it is about, whatever its name.
  if (inside !== undefined && call.body?.includes(inside) !== true) return `shows its inside: ${inside}`;
  if (status === 401 && headers['www-authenticate'] !== 'Bearer') return '401 without WWW-Authenticate';
  if ((status === 429 || status === 503) && headers['retry-after'] === undefined) return 'no Retry-After';
  return undefined;
}
