import { Agent, request } from 'node:http';
import type { BenchService } from './service-process';

/** Calls the service over connections that stay open, as a client library does. */
export interface Caller {
  get(path: string): Promise<Buffer>;
  post(path: string, body: string | Buffer): Promise<Buffer>;
  close(): void;
}

/** @param connections how many calls may be on the way at once. */
export function openCaller({ url, token }: Pick<BenchService, 'url' | 'token'>, connections = 1): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const call = (method: string, path: string, body?: string | Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && {
          'content-type': 'application/x-ndjson',
          'content-length': Buffer.byteLength(body),
        }),
      };
      const sent = request(url + path, { agent, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const content = Buffer.concat(chunks);
          if (answer.statusCode === 200) resolve(content);
          else
            reject(
              new Error(`${method} ${path}: ${answer.statusCode ?? 0} ${content.toString().slice(0, 300)}`),
            );
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    close: () => {
      agent.destroy();
    },
  };
}
