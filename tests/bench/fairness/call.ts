import { request } from 'node:http';
import type { Agent } from 'node:http';

export const NOW_SECONDS = Math.floor(Date.now() / 1000);

export interface BenchCall {
  readonly url: string;
  readonly agent: Agent;
  readonly token: string;
  readonly path: string;
  /** NDJSON to post; a read without it. */
  readonly body?: string;
}

/** The status, once the whole answer is here. */
export function call({ url, agent, token, path, body }: BenchCall): Promise<number> {
  const { hostname, port } = new URL(url);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && {
      'content-type': 'application/x-ndjson',
      'content-length': Buffer.byteLength(body),
    }),
  };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, agent, headers, method });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.end(body);
  });
}

let events = 0;

/** New sessions of this tenant, over the last 90 days, as NDJSON. */
export function eventLines(tenant: string, count: number): string {
  const one = (): string => {
    events += 1;
    return JSON.stringify({
      type: 'session',
      id: `${tenant}-${process.pid}-${events}`,
      user_id: `u-${events % 5_000}`,
      org_id: `o-${events % 20}`,
      created_at: new Date((NOW_SECONDS - (events % (90 * 24)) * 3600) * 1000).toISOString(),
    });
  };
  return Array.from({ length: count }, one).join('\n');
}
