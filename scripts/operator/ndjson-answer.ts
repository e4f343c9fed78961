import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatedService } from './local-service';

/** The service refused, or its answer broke off. */
export class OperatorError extends Error {}

/** Posts to an operator's endpoint and answers its lines as they come. Throws OperatorError. */
export function postForLines<Line>(...asked: Asked): AsyncGenerator<Line> {
  return linesOf<Line>('POST', asked);
}

/** The same with GET. */
export function getLines<Line>(...asked: Asked): AsyncGenerator<Line> {
  return linesOf<Line>('GET', asked);
}

type Asked = [service: OperatedService, path: string, query: Readonly<Record<string, string>>];

async function* linesOf<Line>(method: string, [{ url, token }, path, query]: Asked): AsyncGenerator<Line> {
  const target = new URL(path, url);
  target.search = new URLSearchParams(query).toString();
  const response = await askPatiently(method, target, token);
  const status = response.statusCode ?? 0;
  if (status !== 200) throw new OperatorError(`The service answered ${status}: ${await detailOf(response)}`);
  try {
    for await (const line of createInterface({ input: response })) yield JSON.parse(line) as Line;
  } catch (error) {
    throw new OperatorError(BROKEN_OFF, { cause: error });
  }
  if (!response.complete) throw new OperatorError(BROKEN_OFF);
}

const BROKEN_OFF = 'The answer broke off; the log of the service says why.';

/** Waits where a rate limit asks for it: nothing was done then. */
async function askPatiently(method: string, target: URL, token: string): Promise<IncomingMessage> {
  for (;;) {
    const response = await ask(method, target, token);
    if (response.statusCode !== 429) return response;
    response.resume();
    await sleep(1_000 * (Number(response.headers['retry-after']) || 1));
  }
}

/** Without a limit on how long the first byte takes: the work may be long. */
async function ask(method: string, target: URL, token: string): Promise<IncomingMessage> {
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  try {
    return await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      request(target, { method, headers }, resolve).on('error', reject).end();
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
