import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import type { OperatedService } from './local-service';

/** The service refused, or its answer broke off. */
export class OperatorError extends Error {}

/** Posts to an operator's endpoint and answers its lines as they come. Throws OperatorError. */
export async function* postForLines<Line>(
  { url, token }: OperatedService,
  path: string,
  query: Readonly<Record<string, string>>,
): AsyncGenerator<Line> {
  const target = new URL(path, url);
  target.search = new URLSearchParams(query).toString();
  const response = await post(target, token);
  const status = response.statusCode ?? 0;
  if (status !== 200) throw new OperatorError(`The service answered ${status}: ${await detailOf(response)}`);
  try {
    for await (const line of createInterface({ input: response })) yield JSON.parse(line) as Line;
  } catch (error) {
    throw new OperatorError('The answer broke off; the log of the service says why.', { cause: error });
  }
}

/** Without a limit on how long the first byte takes: the work may be long. */
async function post(target: URL, token: string): Promise<IncomingMessage> {
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  try {
    return await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      request(target, { method: 'POST', headers }, resolve).on('error', reject).end();
    });
  } catch (error) {
    throw new OperatorError(`The service does not answer at ${target.origin}.`, { cause: error });
  }
}

async function detailOf(response: IncomingMessage): Promise<string> {
  try {
    const body: unknown = await json(response);
    if (typeof body === 'object' && body !== null && 'detail' in body) return String(body.detail);
  } catch {
    // Not an answer of ours; its status says what there is to say.
  }
  return response.statusMessage ?? '';
}
