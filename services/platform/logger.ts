import type { Writable } from 'node:stream';
import { createLogger as createWinstonLogger, format, transports } from 'winston';
import type { Logger, transport as Transport } from 'winston';

export type { Logger } from 'winston';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Logs one JSON object a line: `timestamp`, `level`, `message` and the fields given. Goes to standard error, so that
 * standard output holds nothing but what a person asked for. Callers put no token and no personal data into it.
 */
export function createLogger(level: LogLevel, destination: Writable = process.stderr): Logger {
  const logger = createWinstonLogger({ level, format: format.combine(format.timestamp(), format.json()) });
  // winston declares its transports as interfaces, which the linter does not take for instances of their class.
  const lines: unknown = new transports.Stream({ stream: destination });
  return logger.add(lines as Transport);
}
