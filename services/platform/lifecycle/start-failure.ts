import { StoreError } from '../../../clickhouse/errors';
import { SettingsError } from '../settings/settings-error';

/** ClickHouse's numbers for a user or a password that it does not know, by version. */
const UNKNOWN_CREDENTIALS: readonly (number | undefined)[] = [192, 193, 194, 516];

/** Why the service cannot start, in lines for the person at the console. `dataDir` is named where it is what is in the way. */
export function startFailure(error: unknown, dataDir = 'DATA_DIR'): readonly string[] {
  if (error instanceof SettingsError) return error.problems;
  if (error instanceof StoreError && error.kind === 'locked') {
    return [`Another process holds the data directory ${dataDir}.`];
  }
  if (error instanceof StoreError && UNKNOWN_CREDENTIALS.includes(error.engineCode)) {
    return ['The ClickHouse server refuses CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.'];
  }
  if (!(error instanceof Error)) return [String(error)];
  if (isListenError(error)) {
    const place = `port ${error.port} of ${error.address}`;
    if (error.code === 'EADDRINUSE') return [`Another process listens on ${place}.`];
    if (error.code === 'EACCES') return [`This user may not listen on ${place}.`];
  }
  return [error.message, ...causeOf(error)];
}

/** Its first line: a server explains itself at length. */
function causeOf({ cause }: Error): readonly string[] {
  return cause instanceof Error ? [`Cause: ${cause.message.trim().split('\n', 1).join('')}`] : [];
}

function isListenError(error: Error): error is Error & { code: string; port: number; address: string } {
  return 'syscall' in error && error.syscall === 'listen' && 'port' in error;
}
