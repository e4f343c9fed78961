import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { FuzzAnswer } from './judge';
import { fault } from './judge';
import { makeCall } from './make-call';
import type { FuzzCall, FuzzContext } from './make-call';

export interface FuzzFailure {
  readonly number: number;
  readonly call: string;
  readonly fault: string;
}

export interface FuzzResult {
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: readonly FuzzFailure[];
}

const CONNECTIONS = 32;
/** An answer that takes longer hangs: longer than the engine's own limit for a question. */
const HANG_MS = 60_000;

/** Sends the cases from `first` to below `end` and judges every answer. Ends early after twenty failures. */
export async function runCases(
  url: string,
  context: FuzzContext,
  first: number,
  end: number,
): Promise<FuzzResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const answers: Record<string, number> = {};
  const failures: FuzzFailure[] = [];
  let next = first;
  const worker = async (): Promise<void> => {
    while (next < end && failures.length < 20) {
      const number = next++;
      const call = makeCall(context, number);
      const found = await outcome(url, agent, call);
      const key = typeof found === 'string' ? 'none' : String(found.status);
      answers[key] = (answers[key] ?? 0) + 1;
      const wrong = typeof found === 'string' ? found : fault(call, found);
      if (wrong !== undefined) {
        const { method, path, body } = call;
        const sent = `${method} ${path.slice(0, 500)} ${body?.toString('latin1').slice(0, 1_000) ?? ''}`;
        failures.push({ number, call: sent, fault: wrong.slice(0, 500) });
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  return { answers, failures };
}

async function outcome(url: string, agent: Agent, call: FuzzCall): Promise<FuzzAnswer | string> {
  try {
    return await send(url, agent, call);
  } catch (error) {
    // A connection that was idle for long may be closed under the next request; a second time it is a fault.
    return send(url, agent, call).catch(() => `no answer: ${String(error)}`);
  }
}

function send(url: string, agent: Agent, { method, path, headers, body }: FuzzCall): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(url);
  // Node says how long a body is only with the methods that usually have one.
  const framed = body === undefined ? headers : { ...headers, 'content-length': String(body.length) };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers: framed, timeout: HANG_MS });
    sent.once('timeout', () => sent.destroy(new Error('it hangs')));
    sent.once('error', reject);
    sent.once('response', (response) => {
      buffer(response).then((bytes) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes });
      }, reject);
    });
    sent.end(body);
  });
}
