import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from '../http/answer';
import { machineFamily } from '../http/machine-family';
import { setSafeHeaders } from '../http/safe-headers';
import { sendAnswer } from '../http/send-answer';

/** Is the Host header missing that HTTP/1.1 asks for (RFC 9112 3.2)? */
export function lacksHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

/** Answers a request that is read but breaks a rule of HTTP, as every other refusal is answered. */
export function refuseRequest(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  detail: string,
): void {
  setSafeHeaders(req, res);
  res.setHeader('X-Request-Id', randomUUID());
  res.setHeader('Connection', 'close');
  sendAnswer(req, res, machineFamily, problem(status, STATUS_CODES[status] ?? '', detail), false);
}
