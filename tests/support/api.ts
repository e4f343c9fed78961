import { gzipSync } from 'node:zlib';
import { expectDescribed } from './described-answer';

/** What came back: the status and the parsed body. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A caller of the product's HTTP API with one token. Rejects on an answer that is not as the OpenAPI document says. */
export interface Api {
  get(path: string): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  delete(path: string): Promise<Reply>;
  postEvents(events: readonly unknown[], form?: EventsForm): Promise<Reply>;
}

export const EVENTS_FORMS = ['array', 'ndjson', 'ndjson-gzip'] as const;
export type EventsForm = (typeof EVENTS_FORMS)[number];

export function createApi(url: string, token: string): Api {
  const call = async (method: string, path: string, type?: string, body?: Buffer): Promise<Reply> => {
    const gzipped = body?.[0] === 0x1f;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(type !== undefined && { 'content-type': type }),
        ...(gzipped && { 'content-encoding': 'gzip' }),
      },
      ...(body !== undefined && { body: new Uint8Array(body) }),
    });
    const answer = { status: response.status, body: JSON.parse(await response.text()) as unknown };
    expectDescribed({ method, path, contentType: response.headers.get('content-type'), ...answer });
    return answer;
  };
  return {
    get: (path) => call('GET', path),
    put: (path, body) => call('PUT', path, 'application/json', Buffer.from(JSON.stringify(body))),
    delete: (path) => call('DELETE', path),
    postEvents: (events, form = 'ndjson') => {
      if (form === 'array') {
        return call('POST', '/v1/events', 'application/json', Buffer.from(JSON.stringify(events)));
      }
      const lines = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      return call('POST', '/v1/events', 'application/x-ndjson', form === 'ndjson' ? lines : gzipSync(lines));
    },
  };
}

/** Query parameters as a text that starts with `?`; undefined ones are left out, arrays are repeated. */
export function queryText(
  parameters: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
      query.append(name, String(one));
  }
  return `?${query.toString()}`;
}
