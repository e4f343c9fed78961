import type { Writable } from 'node:stream';
import { createLogger as createWinstonLogger, format, transports } from 'winston';
import type { Logger, transport as Transport } from 'winston';

import { redactor } from './redact';

export type { Logger } from 'winston';

/** Where winston keeps the finished line. */
const MESSAGE = Symbol.for('message');

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Logs one JSON object a line: `timestamp`, `level`, `message` and the fields given. Goes to standard error, so that
 * standard output holds nothing but what a person asked for. Callers put no token and no personal data into it;
 * should one slip in, tokens and the secrets given here are blotted out.
 */
export function createLogger(
  level: LogLevel,
  destination: Writable = process.stderr,
  secrets: readonly string[] = [],
): Logger {
  const redact = redactor(secrets);
  const redacted = format((line) => {
    const text = line[MESSAGE];
    return typeof text === 'string' ? { ...line, [MESSAGE]: redact(text) } : line;
  });
  const logger = createWinstonLogger({
    level,
    format: format.combine(format.timestamp(), format.json(), redacted()),
  });
  // winston declares its transports as interfaces, which the linter does not take for instances of their class.
  const lines: unknown = new transports.Stream({ stream: destination });
  return logger.add(lines as Transport);
}
