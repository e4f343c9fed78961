import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { EventsForm } from '../../support/api';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A caller that keeps its connections; rejects where no whole answer came. */
export class Caller {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });

  constructor(readonly url: string) {}

  get(path: string, token: string): Promise<Reply> {
    return this.call('GET', path, token);
  }

  put(path: string, token: string, body: unknown): Promise<Reply> {
    const content = Buffer.from(JSON.stringify(body));
    return this.call('PUT', path, token, { 'content-type': 'application/json' }, content);
  }

  post(path: string, token: string, items: readonly unknown[], form: EventsForm): Promise<Reply> {
    if (form === 'array') {
      const content = Buffer.from(JSON.stringify(items));
      return this.call('POST', path, token, { 'content-type': 'application/json' }, content);
    }
    const lines = Buffer.from(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    const headers = { 'content-type': 'application/x-ndjson' };
    if (form === 'ndjson') return this.call('POST', path, token, headers, lines);
    return this.call('POST', path, token, { ...headers, 'content-encoding': 'gzip' }, gzipSync(lines));
  }

  close(): void {
    this.agent.destroy();
  }

  private call(
    method: string,
    path: string,
    token: string,
    headers: Readonly<Record<string, string>> = {},
    content?: Buffer,
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.url}${path}`,
        {
          agent: this.agent,
          method,
          headers: {
            ...headers,
            authorization: `Bearer ${token}`,
            ...(content && { 'content-length': content.length }),
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('close', () => {
            if (!incoming.complete) {
              reject(new Error('the answer was cut'));
              return;
            }
            const text = Buffer.concat(chunks).toString();
            resolve({ status: incoming.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(content);
    });
  }
}
