import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { mintToken } from '../../support/service';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Call {
  readonly method?: string;
  /** Sent as it stands: not even `..` is resolved. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Calls {
  send(call: Call): Promise<Reply>;
  get(path: string): Promise<Reply>;
  postNdjson(path: string, items: readonly unknown[]): Promise<Reply>;
  close(): void;
}

const CONNECTIONS = 4;

/** A caller that sends addresses untouched, over a few connections however many calls are made at once. */
export function callsTo(url: string, token: string = mintToken({ tenant: 'acme' })): Calls {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const sendOnce = (
    { method = 'GET', path, headers = {}, body }: Call,
    via: Agent | false,
    again?: () => Promise<Reply>,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const sent = request({
        ...{ agent: via, hostname, port, method, path },
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
      sent.once('error', (error: NodeJS.ErrnoException) => {
        if (again && sent.reusedSocket && error.code === 'ECONNRESET') again().then(resolve, reject);
        else reject(error);
      });
      sent.once('response', (response) => {
        buffer(response).then((bytes) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString() });
        }, reject);
      });
      sent.end(body);
    });
  // A connection that was idle for long may be closed under the next request; on a new one it is a fault.
  const send = (call: Call): Promise<Reply> => sendOnce(call, agent, () => sendOnce(call, false));
  return {
    send,
    get: (path) => send({ path }),
    postNdjson: (path, items) =>
      send({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/x-ndjson' },
        body: items.map((item) => `${JSON.stringify(item)}\n`).join(''),
      }),
    close: () => {
      agent.destroy();
    },
  };
}

/** A path segment or parameter value in which every byte but letters and digits is escaped, dots included. */
export function encoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      /[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : escaped(byte),
    )
    .join('');
}

function escaped(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

export function bodyOf({ text }: Reply): unknown {
  return JSON.parse(text) as unknown;
}
