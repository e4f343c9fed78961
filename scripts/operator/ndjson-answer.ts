import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
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
  if (!response.ok || !response.body) {
    throw new OperatorError(`The service answered ${response.status}: ${await detailOf(response)}`);
  }
  try {
    for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
      yield JSON.parse(line) as Line;
    }
  } catch (error) {
    throw new OperatorError('The answer broke off; the log of the service says why.', { cause: error });
  }
}

async function post(target: URL, token: string): Promise<Response> {
  try {
    return await fetch(target, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  } catch (error) {
    throw new OperatorError(`The service does not answer at ${target.origin}.`, { cause: error });
  }
}

async function detailOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  const hasDetail = typeof body === 'object' && body !== null && 'detail' in body;
  return hasDetail ? String(body.detail) : response.statusText;
}
